import type { Intent } from '../../understanding/intent-catalog.js';
import { allSteps } from '../flow/flow.js';
import { type FlowFrame, isServedBy } from '../flow/flow-frame.js';
import { slotOf } from '../flow/slot-value.js';
import { sameNumber } from '../replies/pick-order.js';
import { asksWhere } from './asks-where.js';
import { type Ellipsis, readEllipsis, readPointer } from './pointer.js';
import type { Reading } from './reading.js';

/**
 * What is wanted by a message that only names an order: what was served last, of that order. Undefined where the words say
 * what they want, or nothing about an order was served.
 */
export function intentLeftOut(reading: Reading): Intent | undefined {
  const { conversation, message, understanding, intents } = reading;
  if (message.choice !== undefined || understanding.parts.length > 0) return undefined;
  if (conversation.orderInFocus !== undefined && asksWhereAnotherIs(message.text)) return intents.get(TRACKING);
  return ellipsisIn(reading) && lastAboutOrders(reading);
}

/**
 * The same beside a flow: what was answered in between, of another order; or once more what the flow does, where another
 * order is named in addition. An answer to the flow's own question is neither.
 */
export function intentBesideFlow(reading: Reading, frame: FlowFrame): Intent | undefined {
  const ellipsis = ellipsisIn(reading);
  const last = lastAboutOrders(reading);
  if (ellipsis === undefined || last === undefined || isAnswer(reading, frame, ellipsis)) return undefined;
  if (!isServedBy(frame, last)) return last;
  return ellipsis.isAddition && isAnother(frame, ellipsis) ? last : undefined;
}

const TRACKING = 'track_order';

/** Whether it asks where an order is that it names, whatever else it sounds like. */
export function whereNamed({ message, understanding, intents }: Reading): Intent | undefined {
  const isNamed = message.choice === undefined && understanding.slots.orderNumbers.length > 0;
  return isNamed && asksWhere(message.text) ? intents.get(TRACKING) : undefined;
}

/** "Where is the other one" sounds like a part of a parcel that is missing. */
export function asksWhereAnotherIs(text: string): boolean {
  const kind = readPointer(text, [])?.kind;
  return (kind === 'other' || kind === 'place') && asksWhere(text);
}

/** What follows in another sentence counts for nothing where the whole message could not be understood. */
function ellipsisIn({ message: { text }, understanding: { decision, slots } }: Reading): Ellipsis | undefined {
  const [first = ''] = decision.kind === 'confident' ? [text] : text.split(/(?<=[?？。!！])/u);
  return readEllipsis(first.trim(), slots.orderNumbers);
}

/** The list of orders is asked for once; of one of them, its whereabouts. */
function lastAboutOrders({ conversation: { lastIntent }, intents }: Reading): Intent | undefined {
  const last = intents.get(lastIntent ?? '');
  if (last === undefined || 'flow' in last.reply) return last;
  if (!('job' in last.reply)) return undefined;
  if (last.reply.job === 'list-orders') return intents.get(TRACKING);
  return ORDER_JOBS.has(last.reply.job) ? last : undefined;
}

/** Answers about one order. */
export const ORDER_JOBS: ReadonlySet<string> = new Set(['track-order', 'refund-status']);

/** Where something is chosen from a list, "the second one" is of that list; where an order is asked for, any is the answer. */
function isAnswer({ conversation: { question } }: Reading, { flow }: FlowFrame, { pointer }: Ellipsis): boolean {
  if (question?.kind !== 'flow-slot') return false;
  const asked = allSteps(flow.steps).find((step) => 'ask' in step && step.ask === question.slot);
  return pointer.kind !== 'named' || (asked !== undefined && 'ask' in asked && asked.as === 'order');
}

function isAnother({ slots }: FlowFrame, { pointer }: Ellipsis): boolean {
  const known = slotOf(slots, 'order', 'order')?.orderId;
  if (known === undefined) return false;
  return pointer.kind === 'named' ? !sameNumber(known, pointer.number) : pointer.kind === 'other';
}
