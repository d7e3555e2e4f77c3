import type { Shop } from '../../shop/shop.js';
import type { Conversation, CustomerMessage } from '../conversation.js';
import type { ReadWish } from '../reading/read-wishes.js';
import type { Aside, Facts, Wish } from '../turn.js';
import type { TurnDeps } from '../turn-deps.js';
import { gatherBeside } from './gather-facts.js';

type Asked = { shop: Shop; conversation: Conversation; message: CustomerMessage; facts: Facts };

/** What each of several wishes needs; flows look up what they need together. @param facts of the message as a whole */
export function gatherWishes(deps: TurnDeps, wishes: readonly ReadWish[], asked: Asked): Promise<Wish[]> {
  return Promise.all(
    wishes.map(async ({ intent, flow, withheld, text }): Promise<Wish> => {
      return flow === undefined
        ? gatherAside(deps, { intent, text, withheld }, asked)
        : { kind: 'flow', intent, flow, text };
    }),
  );
}

/** Read by itself: a page is found for a question, not for a question with a wish beside it. */
async function gatherAside(
  { understand, sources }: TurnDeps,
  { intent, text, withheld }: Omit<ReadWish, 'flow'>,
  { shop, conversation, message, facts }: Asked,
): Promise<Aside> {
  const understanding = await understand(text);
  const purpose = { kind: 'serve' as const, intent, orderNumber: understanding.slots.orderNumbers[0] };
  const beside = { shop, conversation, message: { ...message, text }, understanding, purpose, now: facts.now };
  return {
    kind: 'aside',
    intent,
    text,
    understanding,
    facts: { ...(await gatherBeside(sources, beside, facts)), withheld },
  };
}
