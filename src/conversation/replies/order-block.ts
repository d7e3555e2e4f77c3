import type { Block } from '../../protocol/block.js';
import { pictureHref } from '../../shop/product-links.js';
import type { Order, Shop } from '../../shop/shop.js';
import type { Texts } from '../../texts/texts.js';

/** The card of one order: status, last news, items, total. */
export function orderBlock(order: Order, shop: Shop, texts: Texts): Extract<Block, { kind: 'order' }> {
  const news = order.milestones.at(-1);
  return {
    kind: 'order',
    orderId: order.id,
    status: order.status,
    statusText: texts.status[order.status],
    detail: news === undefined ? '' : texts.lastMilestone(news.text, texts.date(news.at)),
    ...(order.tracking && { tracking: trackingOf(order.tracking) }),
    items: order.items.map((item) => ({
      title: item.title,
      quantity: item.quantity,
      picture: pictureHref(item.productId, item.variantId),
    })),
    total: { amount: order.total, currency: shop.currency },
  };
}

function trackingOf({ carrier, code, href }: NonNullable<Order['tracking']>) {
  return { carrier, code, ...(href !== undefined && { href }) };
}

/** "2 × Trail bottle, Harbour jacket" */
export function itemsInWords(order: Order): string {
  return order.items.map(({ title, quantity }) => (quantity === 1 ? title : `${quantity} × ${title}`)).join(', ');
}

/** One quick reply per order, at most eight. */
export function orderChoices(orders: Order[], texts: Texts): Block {
  return {
    kind: 'choices',
    choices: orders.slice(0, 8).map((order) => ({
      label: texts.orderLine(
        order.id,
        texts.status[order.status],
        order.placedAt === undefined ? '' : texts.date(order.placedAt),
      ),
      choice: `order:${order.id}`,
    })),
  };
}
