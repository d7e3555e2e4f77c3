import { type Html, html, trusted } from './html.js';

type Page = {
  title: string;
  /** Its Content-Security-Policy: there is no server to send one. */
  policy: string;
  style: string;
  body: Html;
};

/** An HTML page that is opened as a file and needs nothing beside it. */
export function standalonePage({ title, policy, style, body }: Page): string {
  return html`${trusted('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.markup;
}
