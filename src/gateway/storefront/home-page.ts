import { type Html, html } from '../../http/html.js';
import { DEMO_FRONT } from '../../shop/demo/demo-front.js';
import { DEMO_SHOP_ID } from '../../shop/demo/generate-demo-shop.js';
import type { Product } from '../../shop/shop.js';
import type { Formats } from './formats.js';
import { icon } from './icons.js';
import { type Frame, renderPage } from './page-frame.js';
import { leadVariant, pictureOf, ratingOf } from './product-facts.js';
import { productGrid } from './product-grid.js';

const GRID_SIZE = 20;

export function renderHome(frame: Frame, formats: Formats): string {
  const picks = pickForFront(frame);
  const content = html`${hero(frame, picks)}
<section class="wrap"><div class="section-head"><h2>Well liked, and here now</h2></div>${
    picks.length > 0
      ? productGrid(picks, formats)
      : html`<p class="empty">Products appear here once the shop has some.</p>`
  }</section>${promises(frame)}`;
  return renderPage(frame, { title: '', path: '/', content });
}

function hero(frame: Frame, picks: Product[]): Html {
  const front = frontOf(frame);
  return html`<section class="hero"><div class="wrap hero-columns">
<div class="hero-words"><h1>${front.headline}</h1><p class="hero-sentence">${front.sentence}</p>
<div class="asks"><p class="asks-title">${icon('chat')}Ask the chat, for example</p><ul>${front.asks.map(
    (ask) => html`<li><button class="ask" type="button" data-ask="${ask}">${ask}${icon('arrow')}</button></li>`,
  )}</ul></div></div>
<div class="hero-pictures" aria-hidden="true">${heroPicks(frame, picks).map(
    (product) => html`<img src="${pictureOf(product, leadVariant(product))}" alt="" width="400" height="400">`,
  )}</div>
</div></section>`;
}

/** Three things unlike each other: from the first, the middle and the last but one category. */
function heroPicks({ categories }: Frame, picks: Product[]): Product[] {
  const count = Math.min(categories.length, picks.length);
  const chosen = new Set([0, Math.floor(count / 2), count - 2]);
  return picks.filter((_product, index) => chosen.has(index));
}

type Front = { headline: string; sentence: string; asks: readonly string[] };

function frontOf({ shop, categories }: Frame): Front {
  if (shop.id === DEMO_SHOP_ID) return DEMO_FRONT;
  const count = categories.reduce((sum, { products }) => sum + products.length, 0);
  return {
    headline: `Welcome to ${shop.name}.`,
    sentence: `${count} products in ${categories.length} categories, and a chat that knows all of them.`,
    asks: ['Where is my order?', 'How long does a refund take?', 'Can you help me choose something?'],
  };
}

/** The best rated that can be bought, turn by turn from each category. */
function pickForFront({ categories }: Frame): Product[] {
  const queues = categories.map(({ products }) => [...products].filter(isInStock).sort(byLiking));
  const rounds = Math.max(0, ...queues.map(({ length }) => length));
  const turns = Array.from({ length: rounds }, (_unused, round) => queues.flatMap((queue) => queue[round] ?? []));
  return turns.flat().slice(0, GRID_SIZE);
}

function isInStock({ variants }: Product): boolean {
  return variants.some(({ stock }) => stock > 0);
}

function byLiking(a: Product, b: Product): number {
  return liking(b) - liking(a);
}

/** The mean rating drawn towards 3.5 by five imagined reviews, so that one five does not lead. */
function liking(product: Product): number {
  const count = product.reviews.length;
  return ((ratingOf(product) ?? 3.5) * count + 3.5 * 5) / (count + 5);
}

function promises({ policies }: Frame): Html | undefined {
  const shown = [
    { id: 'delivery', icon: 'truck', title: 'Delivery', text: 'Times, costs and countries' },
    { id: 'returns', icon: 'back', title: 'Returns', text: 'How long, how, and what it costs' },
    { id: 'warranty', icon: 'wrench', title: 'Repairs', text: 'Warranty, spare parts, workshop' },
  ] as const;
  const there = shown.filter(({ id }) => policies.some((page) => page.id === id));
  if (there.length === 0) return undefined;
  return html`<section class="wrap promises">${there.map(
    (promise) =>
      html`<a href="/policies/${promise.id}">${icon(promise.icon)}<span><strong>${promise.title}</strong><span>${promise.text}</span></span></a>`,
  )}</section>`;
}
