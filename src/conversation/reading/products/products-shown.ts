import type { Block } from '../../../protocol/block.js';
import type { ProductId, VariantId } from '../../../protocol/ids.js';
import type { ConversationEvent } from '../../conversation-event.js';
import { cardsIn } from './cards-in.js';

export type ShownProduct = { productId: ProductId; variantId: VariantId };

/**
 * The products that were shown side by side last, after one more event, in their order: what "the second one" counts. One
 * of them may be talked about meanwhile. Once another product or a list of orders is shown, nobody points at them any more.
 */
export function productsShown(before: readonly ShownProduct[], event: ConversationEvent): readonly ShownProduct[] {
  switch (event.kind) {
    case 'bot-said': {
      const cards = cardsIn(event.blocks);
      const shown = new Map<ProductId, ShownProduct>();
      for (const { productId, variantId } of cards) {
        if (!shown.has(productId)) shown.set(productId, { productId, variantId });
      }
      if (shown.size > 1) return [...shown.values()];
      if (shown.size === 1) return before.some(({ productId }) => shown.has(productId)) ? before : [];
      return event.blocks.some(listsOrders) ? [] : before;
    }
    case 'closed':
      return [];
    default:
      return before;
  }
}

function listsOrders(block: Block): boolean {
  if (block.kind === 'choices') return block.choices.some(({ choice }) => choice.startsWith('order:'));
  return block.kind === 'order';
}
