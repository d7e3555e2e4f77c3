import type { Shop } from '../shop/shop.js';
import type { Understand, Understanding } from '../understanding/understanding.js';
import type { Conversation } from './conversation.js';
import { flowFor } from './flow/flow-for.js';
import type { Wish } from './flow/wish.js';
import type { Sources } from './gather-facts.js';
import type { Purpose } from './purpose.js';
import { flowsOfShop, isWithheld } from './voucher/flows-of-shop.js';

type Reading = { shop: Shop; conversation: Conversation; understanding: Understanding; purpose: Purpose };

/**
 * The things a message asks for that flows serve, in its order; none unless they are several. Who was asked for a proof
 * first has asked for them before: that message is read again, because the log keeps its words in one place only.
 */
export async function readWishes(
  { understand, sources }: { understand: Understand; sources: Pick<Sources, 'intents' | 'flows'> },
  { shop, conversation: { opening }, understanding, purpose }: Reading,
): Promise<Wish[]> {
  if (purpose.kind !== 'serve' && purpose.kind !== 'prove') return [];
  const isFromBefore = purpose.kind === 'prove' && opening !== undefined;
  const { parts } = isFromBefore ? await understand(opening.text) : understanding;
  const wishes = parts.flatMap(({ intent: name, text }) => {
    const intent = sources.intents.get(name);
    const flow = intent && flowFor(flowsOfShop(sources.flows, shop), intent, [text]);
    return intent === undefined || flow === undefined || isWithheld(flow, shop) ? [] : [{ intent, flow, text }];
  });
  return wishes.length > 1 ? wishes : [];
}
