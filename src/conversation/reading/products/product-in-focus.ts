import type { ProductId } from '../../../protocol/ids.js';
import type { ConversationEvent } from '../../conversation-event.js';
import { cardsIn } from './cards-in.js';

/** The product being talked about, after one more event: the one that was shown or chosen last. Several are none. */
export function productInFocus(before: ProductId | undefined, event: ConversationEvent): ProductId | undefined {
  switch (event.kind) {
    case 'slot-filled':
      return event.value.as === 'product' && !event.isPart ? event.value.productIds[0] : before;
    case 'bot-said': {
      const shown = cardsIn(event.blocks);
      const [first, ...others] = new Set(shown.map(({ productId }) => productId));
      if (first === undefined) return before;
      return others.length === 0 ? first : undefined;
    }
    case 'closed':
      return undefined;
    default:
      return before;
  }
}
