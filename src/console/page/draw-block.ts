import type { Block, ProductCard } from '../../protocol/block.js';
import { drawLink, drawPicture } from './draw-link.js';
import { drawOrder } from './draw-order.js';
import { format } from './format.js';
import { h } from './h.js';
import { icon } from './icon.js';
import { TEXTS } from './texts.js';

/** One block as the agent sees it: all that the customer saw, without anything to press. */
export function drawBlock(block: Block): HTMLElement {
  switch (block.kind) {
    case 'text':
      return h('div', { class: 'bubble', dir: 'auto' }, ...drawText(block.text));
    case 'quote':
      return h(
        'figure',
        { class: 'card quote' },
        h('blockquote', {}, block.text),
        h('figcaption', {}, icon('page'), drawLink(block.source.href, block.source.title)),
      );
    case 'products':
      return h('ul', { class: 'card products', role: 'list' }, ...block.products.map(drawProduct));
    case 'order':
      return drawOrder(block);
    case 'link':
      return h('div', { class: 'bubble' }, drawLink(block.href, block.label));
    case 'rating':
      return h('p', { class: 'offered' }, TEXTS.askedRating);
    case 'choices':
      return h('p', { class: 'offered' }, TEXTS.offered(block.choices.map(({ label }) => label).join(' · ')));
  }
}

function drawProduct({ title, option, href, picture, price, was, stockText, reason }: ProductCard): HTMLElement {
  return h(
    'li',
    {},
    drawPicture(picture),
    h(
      'span',
      { class: 'grow' },
      drawLink(href, title),
      h('span', { class: 'quiet' }, [option, stockText].filter((part) => part !== '').join(' · ')),
      h('span', { class: 'quiet' }, reason),
    ),
    h(
      'span',
      { class: 'price' },
      h('span', {}, format.money(price)),
      was === undefined ? undefined : h('s', { class: 'quiet' }, format.money(was)),
    ),
  );
}

/** Web addresses become links; trailing punctuation is no part of them. */
function drawText(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let rest = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"']+/g)) {
    const address = match[0].replace(/[.,;:!?)\]]+$/, '');
    parts.push(text.slice(rest, match.index), drawLink(address, address));
    rest = match.index + address.length;
  }
  return [...parts, text.slice(rest)];
}
