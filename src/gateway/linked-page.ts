import type { Response } from 'express';
import { type Html, html } from '../http/html.js';

type LinkedPage = { language: string; title: string; stylesheet: 'invoice.css' | 'newsletter.css'; content: Html };

/** A page that only a signed link opens: it stands alone, and no search engine lists it. */
export function renderLinkedPage({ language, title, stylesheet, content }: LinkedPage): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/storefront/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/storefront/${stylesheet}">
</head>
<body><main>${content}</main></body>
</html>`.markup;
}

/** Nothing keeps it, and no page it leads to learns its address. */
export function sendLinkedPage(response: Response, status: number, page: string): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' })
    .type('html')
    .send(page);
}
