import type { Block } from '../src/protocol/block.js';
import { type DrawContext, drawLink, drawPicture } from './draw-context.js';
import { h } from './h.js';
import { icon } from './icon.js';

type Order = Extract<Block, { kind: 'order' }>;

export function drawOrder(order: Order, context: DrawContext): HTMLElement {
  const { texts, format } = context;
  const head = h(
    'div',
    { class: 'order-head' },
    h('strong', {}, texts.order(order.orderId)),
    h('span', { class: 'pill', 'data-meaning': MEANINGS[order.status] }, order.statusText),
  );
  const items = order.items.map(({ title, quantity, picture }) =>
    h(
      'li',
      { class: 'order-item' },
      drawPicture(picture, context),
      h('span', { class: 'order-title' }, title),
      h('span', { class: 'quiet' }, `× ${quantity}`),
    ),
  );
  const total = h(
    'div',
    { class: 'order-total' },
    h('span', {}, texts.total),
    h('span', {}, format.money(order.total)),
  );
  const detail = order.detail ? h('p', { class: 'order-detail' }, order.detail) : undefined;
  const list = h('ul', { class: 'order-items', role: 'list' }, ...items);
  return h('div', { class: 'card order' }, head, detail, drawTracking(order.tracking, context), list, total);
}

function drawTracking(tracking: Order['tracking'], context: DrawContext): HTMLElement | undefined {
  if (!tracking) return undefined;
  const where = h('span', { class: 'tracking-code' }, `${tracking.carrier} ${tracking.code}`);
  const link = tracking.href
    ? drawLink(context, { href: tracking.href, text: context.texts.track, class: 'link' })
    : undefined;
  return h('div', { class: 'tracking' }, icon('truck'), where, link);
}

/** Colour for meaning only: a status that is not known here stays neutral. */
const MEANINGS: Record<string, 'ok' | 'wait' | 'danger'> = {
  pending: 'wait',
  processed: 'wait',
  shipped: 'wait',
  delivered: 'ok',
  cancelled: 'danger',
  'return-requested': 'wait',
  returned: 'ok',
  'exchange-requested': 'wait',
};
