import type { Intent } from '../../understanding/intent-catalog.js';
import { actionOf } from '../flow/flow.js';
import type { FlowFrame } from '../flow/flow-frame.js';
import type { Reading } from './reading.js';
import { PAY_BACK } from './refund-in-focus.js';

/**
 * When money comes that has just gone back: "and when do I get it?" says so of nothing else then. Undefined where the words
 * name something of their own.
 */
export function refundAwaited({ conversation, message, understanding, intents }: Reading): Intent | undefined {
  const { refundInFocus } = conversation;
  if (refundInFocus === undefined || understanding.parts.length > 0) return undefined;
  if (understanding.slots.orderNumbers.length > 0 || !asksWhen(message)) return undefined;
  const isMeant = MONEY.test(message.text) || (refundInFocus.isAlone && IT.test(message.text));
  return isMeant ? intents.get(REFUND_STATUS) : undefined;
}

/** The same beside a flow that pays back: how long the money will take, not how long a parcel does. */
export function refundAwaitedBeside(reading: Reading, { flow }: FlowFrame): Intent | undefined {
  const { message, understanding, intents } = reading;
  if (!PAY_BACK.has(actionOf(flow) ?? '') || understanding.parts.length > 0) return undefined;
  return asksWhen(message) && MONEY.test(message.text) ? intents.get(REFUND_STATUS) : undefined;
}

const REFUND_STATUS = 'refund_status';

/** Longer texts say what they want. */
const LONGEST = 80;

export function asksWhen({ text, choice }: Reading['message']): boolean {
  return choice === undefined && text.length <= LONGEST && WHEN.test(text);
}

const WHEN =
  /\b(?:when|how (?:long|soon|fast|quick(?:ly)?|many (?:working |business )?days)|what day)\b|多久|多长时间|什么时候|啥时候|何时|几时|几天|哪天/iu;
const MONEY = /\b(?:money|cash|refund(?:ed|s)?|reimburse(?:d|ment)?|paid back|credited)\b|退款|退钱|[钱款]|到账|入账/iu;
/** A parcel comes and arrives; money is got, seen, or takes its time. */
const IT =
  /\b(?:get|have|see|receive|expect) (?:it|that|this|them)\b|\b(?:does|will|would|can|could) (?:it|that|this) take\b|^how (?:long|soon|fast|quickly)\W*$|^(?:那|大概|大约)?(?:要|需要|得)?多久\W*$|(?:多久|什么时候|啥时候|几天)[^货件包裹]{0,4}(?:收到|拿到|退)/iu;
