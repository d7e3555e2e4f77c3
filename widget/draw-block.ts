import type { Block } from '../src/protocol/block.js';
import { type DrawContext, drawLink } from './draw-context.js';
import { drawOrder } from './draw-order.js';
import { drawProducts } from './draw-products.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { splitLinks } from './safe-link.js';

/** One block of a reply. Choices and ratings stand at the end of the thread, so here they draw nothing. */
export function drawBlock(block: Block, context: DrawContext): HTMLElement | undefined {
  switch (block.kind) {
    case 'text':
      return h('div', { class: 'bubble', dir: 'auto' }, ...drawText(block.text, context));
    case 'quote':
      return drawQuote(block, context);
    case 'products':
      return drawProducts(block.products, context);
    case 'order':
      return drawOrder(block, context);
    case 'link':
      return h('div', { class: 'bubble' }, drawLink(context, { href: block.href, text: block.label, class: 'link' }));
    case 'choices':
    case 'rating':
      return undefined;
  }
}

function drawText(text: string, context: DrawContext): Node[] {
  return splitLinks(text).map((part) =>
    part.href === undefined
      ? document.createTextNode(part.text)
      : drawLink(context, { href: part.href, text: part.text, class: 'link' }),
  );
}

function drawQuote(block: Extract<Block, { kind: 'quote' }>, context: DrawContext): HTMLElement {
  const { title, href } = block.source;
  return h(
    'figure',
    { class: 'card quote' },
    h('blockquote', { dir: 'auto' }, block.text),
    h('figcaption', {}, icon('page'), drawLink(context, { href, text: title, class: 'link' })),
  );
}
