import type { ProductId } from '../../../protocol/ids.js';
import type { ConversationEvent } from '../../conversation-event.js';
import { cardsIn } from './cards-in.js';
import { asksCheaper } from './cheaper-wanted.js';
import { asksForMore } from './more-wanted.js';
import { SUGGESTIONS } from './product-intents.js';

/** What suggestions were asked for last, and what has been shown since: "show me more" wants others. */
export type ProductWish = { text: string; seen: readonly ProductId[] };

/** After one more event. @param before with the messages that are not answered yet */
export function productWish({ productWish: before, owed }: Before, event: ConversationEvent): ProductWish | undefined {
  switch (event.kind) {
    case 'understood': {
      const text = owed.find(({ seq }) => seq === event.messageSeq)?.text;
      const isWish = event.served === SUGGESTIONS && text !== undefined && !asksCheaper(text) && !asksForMore(text);
      return isWish ? { text, seen: [] } : before;
    }
    case 'bot-said': {
      const shown = cardsIn(event.blocks);
      if (before === undefined || shown.length === 0) return before;
      return { ...before, seen: [...new Set([...before.seen, ...shown.map(({ productId }) => productId)])] };
    }
    case 'closed':
      return undefined;
    default:
      return before;
  }
}

type Before = { productWish: ProductWish | undefined; owed: readonly { seq: number; text: string }[] };
