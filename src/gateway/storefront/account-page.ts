import { type Html, html } from '../../http/html.js';
import { pictureHref } from '../../shop/product-links.js';
import type { Customer, Order, OrderStatus } from '../../shop/shop.js';
import type { Formats } from './formats.js';
import { icon } from './icons.js';
import { type Frame, renderPage } from './page-frame.js';
import { optionTextOf } from './product-facts.js';

type Account =
  /** No customer to sign in as: an imported shop has its own sign-in. */
  { kind: 'elsewhere' } | { kind: 'guest'; name: string } | { kind: 'signed-in'; customer: Customer; orders: Order[] };

export function renderAccount(frame: Frame, account: Account, formats: Formats): string {
  const content = html`<div class="wrap account">${contentOf(account, formats)}</div>`;
  return renderPage(frame, { title: 'Account', path: '/account', content });
}

function contentOf(account: Account, formats: Formats): Html {
  switch (account.kind) {
    case 'elsewhere':
      return html`<h1>Account</h1><p class="lead">Customers sign in on the shop’s own site. Here everyone is a visitor; the chat checks who they are by an order number.</p>`;
    case 'guest':
      return html`<h1>You are a guest</h1><p class="lead">The chat does not know who you are and asks for an order number before it shows anything. Sign in as this demo’s customer to see it the other way.</p>
<form method="post" action="/account/sign-in"><button class="button" type="submit">Sign in as ${account.name}</button></form>`;
    case 'signed-in':
      return signedIn(account.customer, account.orders, formats);
  }
}

function signedIn({ firstName, lastName, email, address }: Customer, orders: Order[], formats: Formats): Html {
  return html`<div class="account-head"><div><h1>${firstName} ${lastName}</h1><p class="muted">${email} · ${address.line1}, ${address.postcode} ${address.city}</p></div>
<form method="post" action="/account/sign-out"><button class="button quiet" type="submit">Continue as a guest</button></form></div>
<h2>Orders</h2>${
    orders.length === 0
      ? html`<p class="empty">Orders appear here once there are some.</p>`
      : html`<ul class="orders">${orders.map((order) => html`<li>${orderCard(order, formats)}</li>`)}</ul>`
  }`;
}

const STATUS: Record<OrderStatus, { text: string; tone: 'wait' | 'ok' | 'off' }> = {
  pending: { text: 'Being prepared', tone: 'wait' },
  processed: { text: 'Packed', tone: 'wait' },
  shipped: { text: 'On its way', tone: 'wait' },
  delivered: { text: 'Delivered', tone: 'ok' },
  cancelled: { text: 'Cancelled', tone: 'off' },
  'return-requested': { text: 'Return requested', tone: 'wait' },
  returned: { text: 'Returned', tone: 'off' },
  'exchange-requested': { text: 'Exchange requested', tone: 'wait' },
};

function orderCard(order: Order, formats: Formats): Html {
  const status = STATUS[order.status];
  const news = order.milestones.at(-1);
  return html`<article class="order"><header><h3>${order.id}</h3><span class="pill pill-${status.tone}">${status.text}</span><span class="order-date">${whenOf(order, formats)}</span></header>
<ul class="order-items">${order.items.map(
    (item) =>
      html`<li><img src="${pictureHref(item.productId, item.variantId)}" alt="" width="56" height="56" loading="lazy"><span><a href="/p/${encodeURIComponent(item.productId)}">${item.title}</a><span class="muted">${optionTextOf(item.options)}${item.quantity > 1 && ` · ${item.quantity} pieces`}</span></span><span class="amount">${formats.money(item.price * item.quantity)}</span></li>`,
  )}</ul>
<footer><p class="muted">${news !== undefined && html`${news.text}, ${formats.day(news.at)}`}${order.tracking && html` · ${order.tracking.carrier} ${order.tracking.code}`}</p><p class="order-total"><span class="muted">${order.shipping === 0 ? 'Delivery free' : `Delivery ${formats.money(order.shipping)}`}</span> <strong>${formats.money(order.total)}</strong></p>
<button class="link" type="button" data-ask="${questionFor(order)}">${icon('chat')}${questionFor(order)}</button></footer></article>`;
}

function whenOf({ status, placedAt, expectedAt, deliveredAt, cancelledAt }: Order, formats: Formats): string {
  if (status === 'cancelled' && cancelledAt !== undefined) return `on ${formats.day(cancelledAt)}`;
  if (deliveredAt !== undefined) return `on ${formats.day(deliveredAt)}`;
  if (expectedAt !== undefined) return `expected by ${formats.day(expectedAt)}`;
  return placedAt === undefined ? '' : `ordered on ${formats.day(placedAt)}`;
}

function questionFor({ id, status }: Order): string {
  switch (status) {
    case 'pending':
    case 'processed':
      return `Please cancel order ${id}`;
    case 'shipped':
      return `Where is my order ${id}?`;
    case 'cancelled':
    case 'returned':
    case 'return-requested':
      return `Where is my refund for ${id}?`;
    case 'delivered':
    case 'exchange-requested':
      return `I want to return something from ${id}`;
  }
}
