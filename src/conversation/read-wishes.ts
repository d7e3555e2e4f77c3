import type { Shop } from '../shop/shop.js';
import type { Intent } from '../understanding/intent-catalog.js';
import type { Understand, Understanding } from '../understanding/understanding.js';
import type { Conversation } from './conversation.js';
import type { Flow } from './flow/flow.js';
import { flowFor } from './flow/flow-for.js';
import { flowsOfShop, isWithheld } from './flow/flows-of-shop.js';
import type { Sources } from './gather-facts.js';
import { asksWhereAnotherIs } from './intent-left-out.js';
import type { Purpose } from './purpose.js';
import { needsOf } from './replies/jobs.js';

type Reading = { shop: Shop; conversation: Conversation; understanding: Understanding; purpose: Purpose };

/** One of several things a message asks for: what it is, what serves it if a flow does, and the words. */
export type ReadWish = {
  intent: Intent;
  flow: Flow | undefined;
  /** The flow that would serve it, where the shop's settings forbid what it does. */
  withheld?: Flow | undefined;
  text: string;
};

/**
 * The things a message asks for, in its order; none unless they are several. Who was asked for a proof first has asked for
 * them before: that message is read again, because the log keeps its words in one place only, and what could be answered
 * without a proof was answered then.
 */
export async function readWishes(
  { understand, sources }: { understand: Understand; sources: Pick<Sources, 'intents' | 'flows'> },
  { shop, conversation: { opening }, understanding, purpose }: Reading,
): Promise<ReadWish[]> {
  if (purpose.kind !== 'prove' || opening === undefined) return wishesIn(sources, { shop, understanding, purpose });
  const before = await understand(opening.text);
  return wishesIn(sources, { shop, understanding: before, purpose }).filter(needsCustomer);
}

/** Those of one message, read by itself. */
export function wishesIn(
  sources: Pick<Sources, 'intents' | 'flows'>,
  { shop, understanding, purpose }: Omit<Reading, 'conversation'>,
): ReadWish[] {
  if (!isWished(purpose)) return [];
  const wishes = understanding.parts.flatMap(({ intent: name, text }): ReadWish[] => {
    const intent = sources.intents.get(asksWhereAnotherIs(text) ? 'track_order' : name);
    if (intent === undefined) return [];
    const flow = flowFor(flowsOfShop(sources.flows, shop), intent, [text]);
    return flow !== undefined && isWithheld(flow, shop)
      ? [{ intent, text, flow: undefined, withheld: flow }]
      : [{ intent, text, flow }];
  });
  return wishes.length > 1 ? wishes : [];
}

function isWished(purpose: Purpose): boolean {
  return purpose.kind === 'in-flow'
    ? purpose.other !== undefined
    : purpose.kind === 'serve' || purpose.kind === 'prove';
}

/**
 * The message is for the wish that most hangs on: one that a flow serves, or else one that needs to know who asks; that is
 * what is looked up, and what a proof is asked for.
 */
export function leadBy(purpose: Purpose, wishes: readonly ReadWish[]): Purpose {
  const lead = wishes.find(({ flow }) => flow !== undefined) ?? wishes.find(needsCustomer) ?? wishes[0];
  if (lead === undefined) return purpose;
  if (purpose.kind === 'in-flow') return { ...purpose, other: lead.intent };
  return purpose.kind === 'serve' ? { ...purpose, intent: lead.intent } : purpose;
}

function needsCustomer({ intent, flow }: ReadWish): boolean {
  return flow !== undefined || needsOf(intent).includes('customer');
}
