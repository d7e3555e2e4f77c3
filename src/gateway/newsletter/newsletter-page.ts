import { type Html, html } from '../../http/html.js';
import type { Shop } from '../../shop/shop.js';
import type { Subscription } from '../../shop/subscriptions.js';
import { textsFor } from '../../texts/texts.js';
import { renderLinkedPage } from '../linked-page.js';

/** Asks for one press, since mail scanners open links; once confirmed, it says so. */
export function renderSubscription(shop: Shop, { email, language, confirmedAt }: Subscription): string {
  const { newsletter } = textsFor(language, shop);
  if (confirmedAt !== undefined) {
    const content = html`<p>${newsletter.comes(email, shop.name)}</p><p class="quiet">${newsletter.leave}</p>`;
    return page(shop, { language, title: newsletter.confirmed, content });
  }
  const content = html`<p>${newsletter.asked(email, shop.name)}</p>
<form method="post"><button>${newsletter.yes}</button></form>
<p class="quiet">${newsletter.otherwise}</p>`;
  return page(shop, { language, title: newsletter.ask, content });
}

/** What a link that is over, or was never one, opens. */
export function renderNoSubscription(shop: Shop): string {
  const { language } = shop;
  const { newsletter } = textsFor(language, shop);
  const content = html`<p>${newsletter.askAgain}</p>`;
  return page(shop, { language, title: newsletter.over, content });
}

function page(shop: Shop, { language, title, content }: { language: string; title: string; content: Html }): string {
  return renderLinkedPage({
    language,
    title,
    stylesheet: 'newsletter.css',
    content: html`<p class="shop"><a href="/">${shop.name}</a></p><h1>${title}</h1>${content}`,
  });
}
