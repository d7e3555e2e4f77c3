import type { Block, ProductCard } from '../../../protocol/block.js';

/** The products that a reply shows, in their order; one may be there in several variants. */
export function cardsIn(blocks: readonly Block[]): ProductCard[] {
  return blocks.flatMap((block) => (block.kind === 'products' ? block.products : []));
}
