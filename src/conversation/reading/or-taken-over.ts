import type { Asked } from '../facts/asked.js';
import type { Sources } from '../facts/sources.js';
import { flowFor } from '../flow/flow-for.js';
import { flowsOfShop } from '../flow/flows-of-shop.js';

/** Among so many of the likeliest intents. */
const LIKELY = 3;

/**
 * The purpose of a message that could not be understood for sure, where its words say which flow is meant: one of those that
 * are told well enough by their words, as their files say.
 */
export function orTakenOver(
  { purpose, message, understanding, shop }: Omit<Asked, 'now' | 'lead'>,
  { intents, flows }: Pick<Sources, 'intents' | 'flows'>,
): Asked['purpose'] {
  const isOpen = purpose.kind === 'unsure' || purpose.kind === 'ambiguous';
  if (!isOpen || message.choice !== undefined) return purpose;
  const ofShop = flowsOfShop(flows, shop);
  for (const { intent: name } of understanding.ranking.slice(0, LIKELY)) {
    const intent = intents.get(name);
    const flow = intent && flowFor(ofShop, intent, [message.text]);
    const isSaid = flow?.['takes-over']?.['when-unsure'] === true && flow['takes-over'].from.includes(name);
    if (intent !== undefined && isSaid) {
      return { kind: 'serve', intent, orderNumber: understanding.slots.orderNumbers[0] };
    }
  }
  return purpose;
}
