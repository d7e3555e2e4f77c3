import type { ProductId, VariantId } from '../../../protocol/ids.js';
import type { ConversationEvent } from '../../conversation-event.js';
import { cardsIn } from './cards-in.js';
import { STOCK } from './product-intents.js';

export type VariantInFocus = { productId: ProductId; variantId: VariantId };

/** The one sold-out variant that was shown last, after one more event: what "tell me when it is back" means. */
export function soldOutInFocus(
  before: VariantInFocus | undefined,
  event: ConversationEvent,
): VariantInFocus | undefined {
  switch (event.kind) {
    case 'slot-filled':
      return event.value.as === 'product' ? undefined : before;
    case 'bot-said': {
      const shown = cardsIn(event.blocks);
      const [first, ...others] = shown;
      if (first === undefined) return before;
      const isOne = others.length === 0 && first.stock === 'out' && noticesIn(event) === 1;
      return isOne ? { productId: first.productId, variantId: first.variantId } : undefined;
    }
    case 'closed':
      return undefined;
    default:
      return before;
  }
}

/** Quick replies that offer to tell when something is back: one for each variant that was asked for and is gone. */
function noticesIn({ blocks }: Extract<ConversationEvent, { kind: 'bot-said' }>): number {
  const choices = blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
  return choices.filter(({ choice }) => choice === NOTICE_CHOICE).length;
}

/** Of the quick reply that offers a notice. */
export const NOTICE_CHOICE = `intent:${STOCK}`;
