import { type Html, html } from '../../http/html.js';
import { policyHref } from '../../shop/product-links.js';
import type { PolicyPage, Shop } from '../../shop/shop.js';
import type { Category } from './category-links.js';
import { icon } from './icons.js';

/** What every page shows around its content. */
export type Frame = {
  shop: Shop;
  categories: Category[];
  policies: PolicyPage[];
  /** Who the demo is signed in as, with the shop's word for it for the widget. */
  signedIn: { firstName: string; token: string } | undefined;
};

type Page = { title: string; path: string; content: Html };

export function renderPage(frame: Frame, { title, path, content }: Page): string {
  const { shop, signedIn } = frame;
  const page = html`<!doctype html>
<html lang="${shop.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${title === '' ? shop.name : `${title} · ${shop.name}`}</title>
<link rel="stylesheet" href="/storefront/storefront.css">
<link rel="stylesheet" href="/storefront/theme.css">
<link rel="icon" href="/storefront/mark.svg" type="image/svg+xml">
<script type="module" src="/storefront/storefront.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
${header(frame, path)}
<main id="content">${content}</main>
${footer(frame)}
<script src="/widget.js" data-shop="${shop.id}"${signedIn && html` data-customer-token="${signedIn.token}"`} async></script>
</body>
</html>`;
  return page.markup;
}

function header({ shop, categories, signedIn }: Frame, path: string): Html {
  const here = (href: string) => href === path && html` aria-current="page"`;
  return html`<header class="top">
<div class="top-row wrap">
<a class="wordmark" href="/"${here('/')}>${shop.name}</a>
<nav class="top-links" aria-label="Shop">
<a href="/policies"${here('/policies')}>Help</a>
<a href="/account"${here('/account')}>${icon('user')}<span>${signedIn?.firstName ?? 'Account'}</span></a>
<a href="/cart"${here('/cart')}>${icon('bag')}<span>Cart</span><span class="cart-count" data-cart-count hidden></span></a>
</nav>
</div>
<nav class="category-bar" aria-label="Categories"><ul class="wrap">${categories.map(
    ({ name, href }) => html`<li><a href="${href}"${here(href)}>${name}</a></li>`,
  )}</ul></nav>
</header>`;
}

function footer({ shop, policies }: Frame): Html {
  return html`<footer class="bottom"><div class="wrap bottom-columns">
<div><p class="wordmark">${shop.name}</p>${
    shop.supportEmail !== undefined && html`<p><a href="mailto:${shop.supportEmail}">${shop.supportEmail}</a></p>`
  }<p><button class="link" type="button" data-ask="">Ask in the chat</button></p></div>
<nav aria-label="Policies"><ul>${policies.map(
    ({ id, title }) => html`<li><a href="${policyHref(id, '')}">${title}</a></li>`,
  )}</ul></nav>
</div></footer>`;
}

/** A page that says that there is nothing here, and where to go on. */
export function renderNotFound(frame: Frame, what: string): string {
  const content = html`<div class="wrap plain"><h1>${what}</h1>
<p>It may have been renamed or sold for the last time. The chat can help you find something like it.</p>
<p class="actions"><a class="button" href="/">Go to the shop</a> <button class="button quiet" type="button" data-ask="">Ask in the chat</button></p></div>`;
  return renderPage(frame, { title: what, path: '', content });
}
