import type { Money, ProductCard } from '../src/protocol/block.js';
import { type DrawContext, drawLink, drawPicture, iconButton } from './draw-context.js';
import { h } from './h.js';
import { icon } from './icon.js';

/** Products side by side, to swipe through; the arrows are for those who have a mouse. */
export function drawProducts(products: readonly ProductCard[], context: DrawContext): HTMLElement {
  const { texts } = context;
  const cards = products.map((product) => h('li', { class: 'product' }, ...drawProduct(product, context)));
  const row = h('ul', { class: 'products', tabindex: 0, 'aria-label': texts.products, role: 'list' }, ...cards);
  const move = (direction: number) => () => row.scrollBy({ left: direction * row.clientWidth * 0.8 });
  const back = iconButton('left', { class: 'move back', label: texts.previous, onPress: move(-1) });
  const on = iconButton('right', { class: 'move on', label: texts.next, onPress: move(1) });
  const update = (): void => {
    back.hidden = row.scrollLeft < 8;
    on.hidden = row.scrollLeft + row.clientWidth > row.scrollWidth - 8;
  };
  row.addEventListener('scroll', update, { passive: true });
  // The row has no width until it is shown.
  new ResizeObserver(update).observe(row);
  return h('div', { class: 'carousel', 'data-single': products.length === 1 }, row, back, on);
}

function drawProduct(product: ProductCard, context: DrawContext): HTMLElement[] {
  const { texts } = context;
  const { title, option, href } = product;
  const words = [
    h('div', { class: 'product-title' }, title),
    ...(option ? [h('div', { class: 'quiet' }, option)] : []),
    drawPrice(product.price, product.was, context),
    h('div', { class: 'stock', 'data-stock': product.stock }, product.stockText),
    ...(product.reason ? [h('div', { class: 'reason' }, icon('spark'), h('span', {}, product.reason))] : []),
  ];
  const view = drawLink(context, { href, text: texts.view, label: texts.viewItem(title), class: 'button' });
  return [drawPicture(product.picture, context), h('div', { class: 'product-words' }, ...words), view];
}

function drawPrice(price: Money, was: Money | undefined, { texts, format }: DrawContext): HTMLElement {
  const now = h('span', { class: 'price' }, format.money(price));
  if (!was || was.amount <= price.amount) return h('div', {}, now);
  return h('div', {}, now, ' ', h('span', { class: 'sr' }, texts.was), h('s', { class: 'quiet' }, format.money(was)));
}
