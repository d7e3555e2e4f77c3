import type { Block } from '../../protocol/block.js';
import { drawLink, drawPicture } from './draw-link.js';
import { format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';

export type OrderCard = Extract<Block, { kind: 'order' }>;

export function drawOrder(order: OrderCard): HTMLElement {
  const items = order.items.map(({ title, quantity, picture }) =>
    h(
      'li',
      {},
      drawPicture(picture),
      h('span', { class: 'grow' }, title),
      quantity > 1 ? h('span', { class: 'quiet' }, `× ${quantity}`) : undefined,
    ),
  );
  return h(
    'article',
    { class: 'card order', 'aria-label': TEXTS.order(order.orderId) },
    h(
      'header',
      {},
      h('strong', {}, order.orderId),
      h('span', { class: 'pill', 'data-meaning': meaningOf(order.status) }, order.statusText),
    ),
    order.detail === '' ? undefined : h('p', { class: 'quiet' }, order.detail),
    drawTracking(order),
    h('ul', { class: 'items', role: 'list' }, ...items),
    h('footer', {}, h('span', { class: 'quiet' }, TEXTS.total), h('span', {}, format.money(order.total))),
  );
}

function drawTracking({ tracking }: OrderCard): HTMLElement | undefined {
  if (tracking === undefined) return undefined;
  const code = `${tracking.carrier} ${tracking.code}`;
  return h('p', { class: 'tracking' }, icon('truck'), drawLink(tracking.href, code));
}

/** Colour for meaning only: a status that is not known here stays neutral. */
function meaningOf(status: string): 'ok' | 'wait' | 'danger' | undefined {
  switch (status) {
    case 'delivered':
    case 'returned':
      return 'ok';
    case 'cancelled':
      return 'danger';
    case 'return-requested':
    case 'exchange-requested':
      return 'wait';
    default:
      return undefined;
  }
}
