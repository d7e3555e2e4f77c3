import type { Shop } from '../../shop/shop.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { Understand, Understanding } from '../../understanding/understanding.js';
import type { Conversation } from '../conversation.js';
import type { Sources } from '../facts/sources.js';
import { allSteps, type Flow } from '../flow/flow.js';
import { flowFor } from '../flow/flow-for.js';
import { flowsOfShop, isWithheld } from '../flow/flows-of-shop.js';
import { needsOf } from '../replies/jobs.js';
import { perOrder } from '../several-orders.js';
import { asksWhereAnotherIs, ORDER_JOBS } from './intent-left-out.js';
import { orderedBesides } from './ordered-besides.js';
import { type Purpose, wishOf } from './purpose.js';

type Message = { shop: Shop; text: string; understanding: Understanding; purpose: Purpose };
type Reading = Message & { conversation: Conversation };

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
  { conversation: { opening }, ...message }: Reading,
): Promise<ReadWish[]> {
  if (message.purpose.kind !== 'prove' || opening === undefined) return wishesIn(sources, message);
  const { text } = opening;
  return wishesIn(sources, { ...message, text, understanding: await understand(text) }).filter(needsCustomer);
}

/** Those of one message, read by itself. */
export function wishesIn(
  sources: Pick<Sources, 'intents' | 'flows'>,
  { shop, text, understanding, purpose }: Message,
): ReadWish[] {
  const main = wishOf(purpose);
  if (main === undefined) return [];
  const ofShop = flowsOfShop(sources.flows, shop);
  const whole = { intent: main.intent, text };
  const parts =
    understanding.parts.length > 0
      ? understanding.parts
      : orderedBesides(whole, { intents: sources.intents, flows: ofShop });
  const wishes = parts.flatMap((part): ReadWish[] => {
    const intent = sources.intents.get(asksWhereAnotherIs(part.text) ? 'track_order' : part.intent);
    if (intent === undefined) return [];
    const flow = flowFor(ofShop, intent, [part.text]);
    if (flow !== undefined && isWithheld(flow, shop)) {
      return [{ intent, text: part.text, flow: undefined, withheld: flow }];
    }
    const texts = isAboutOrder(intent, flow) ? perOrder(part.text) : [part.text];
    return texts.map((one) => ({ intent, text: one, flow }));
  });
  return wishes.length > 1 ? wishes : [];
}

/** What can be wanted of each of several orders. */
function isAboutOrder({ reply }: Intent, flow: Flow | undefined): boolean {
  if (flow === undefined) return 'job' in reply && ORDER_JOBS.has(reply.job);
  return allSteps(flow.steps).some((step) => 'ask' in step && step.as === 'order');
}

/**
 * The wish that most hangs on: one that a flow serves, or else one that needs to know who asks; that is what is looked up,
 * and what a proof is asked for.
 */
export function leadOf(wishes: readonly ReadWish[]): ReadWish | undefined {
  return wishes.find(({ flow }) => flow !== undefined) ?? wishes.find(needsCustomer) ?? wishes[0];
}

/** Of several wishes, the message is for the first in rank. */
export function leadBy(purpose: Purpose, lead: ReadWish | undefined): Purpose {
  if (lead === undefined) return purpose;
  if (purpose.kind === 'in-flow') return { ...purpose, other: lead.intent };
  return purpose.kind === 'serve' ? { ...purpose, intent: lead.intent } : purpose;
}

function needsCustomer({ intent, flow }: ReadWish): boolean {
  return flow !== undefined || needsOf(intent).includes('customer');
}
