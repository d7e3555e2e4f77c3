import { emailKey, orderNumberKey } from '../../shop/lookup-keys.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { Understanding } from '../../understanding/understanding.js';
import { type FlowFrame, isServedBy } from '../flow/flow-frame.js';
import { slotOf } from '../flow/slot-value.js';
import { asksSomething } from './asks-something.js';
import { callsOff } from './calls-off.js';
import { holdsBack } from './holds-back.js';
import { intentBesideFlow, whereNamed } from './intent-left-out.js';
import { isForPerson } from './is-for-person.js';
import { postageBeside } from './postage-left-out.js';
import { namesOptionsOnly } from './products/product-left-out.js';
import type { InFlow } from './purpose.js';
import type { Reading } from './reading.js';
import { refundAwaitedBeside } from './refund-awaited.js';
import { isThinking, onlyHolds, putsOff, startsWithNo, startsWithYes, wantsToLeave } from './yes-or-no.js';

/** Words in a message that is taken for an answer, at most; more where it sounds like a topic and asks nothing. */
const SHORT_WORDS = 4;
const TOPIC_WORDS = 8;
/** "I found it cheaper elsewhere" gives a reason and sounds like a question about discounts: a change of topic must be surer. */
const LEAST_TO_INTERRUPT = 0.8;
/** A question is no answer to what was asked, so less is enough. */
const LEAST_TO_ASK = 0.6;
/** A write cannot be taken back: whoever agrees to it must be read more surely than who asks for something. */
const LEAST_TO_AGREE = 0.9;
/** "Cancel TS-1002" is as short as an answer: a job that is read so surely is begun all the same. */
const LEAST_TO_BEGIN = 0.98;

/** Undefined where no flow is under way; who is asked for a proof answers that first. */
export function readInFlow(reading: Reading): InFlow | undefined {
  const { conversation, message, understanding, intents } = reading;
  const frame = conversation.flows.at(-1);
  if (frame === undefined || conversation.question?.kind === 'identify') return undefined;
  const [kind, value] = message.choice?.split(':') ?? [];
  const pressedIntent = kind === 'intent' ? intents.get(message.choice?.slice('intent:'.length) ?? '') : undefined;
  const pressedOrder = kind === 'order' ? intents.get('track_order') : undefined;
  const isCalledOff = kind === undefined && callsOff(message.text, frame.flow.flow);
  const beside = kind === undefined ? besideFlow(reading, frame) : pressedOrder;
  const isSaid = kind === undefined && !isCalledOff && !onlyHolds(message.text);
  const other = pressedIntent ?? beside ?? (isSaid ? (surelyOther(reading, frame) ?? whereNamed(reading)) : undefined);
  return {
    kind: 'in-flow',
    frame,
    answer: isCalledOff ? notNow(reading) : answerTo(reading, frame),
    isDropped: (kind === 'flow' && value === 'drop') || (kind === undefined && wantsOut(reading, isCalledOff)),
    other,
    orderNumber: pressedOrder === undefined ? understanding.slots.orderNumbers[0] : value,
    isLikelyAnswer: beside === undefined && isLikelyAnswer(reading, other),
  };
}

function besideFlow(reading: Reading, frame: FlowFrame): Intent | undefined {
  return intentBesideFlow(reading, frame) ?? refundAwaitedBeside(reading, frame) ?? postageBeside(reading, frame);
}

function isLikelyAnswer(reading: Reading, other: Intent | undefined): boolean {
  const { choice, text } = reading.message;
  if (other !== undefined && isForPerson(other)) return false;
  if (other !== undefined && 'policy' in other.reply && isHardlyRead(reading)) return true;
  // "Onto my gift card, please" names a topic and asks nothing of it.
  if (other !== undefined && !('flow' in other.reply) && !asksSomething(text)) return true;
  return choice === undefined ? isShort(reading, other) : !choice.startsWith('intent:');
}

/** What was not surely read is rather a correction, if it can be one. */
function isHardlyRead({ message, understanding: { decision } }: Reading): boolean {
  return message.choice === undefined && decision.kind === 'confident' && decision.probability < LEAST_TO_ASK;
}

/** Few words: "to my gift card instead" answers, although it sounds like a question about gift cards. */
function isShort({ conversation, message, understanding: { decision } }: Reading, other: Intent | undefined): boolean {
  const words = countWords(message.text);
  if (other === undefined) return words <= SHORT_WORDS;
  const isSure = decision.kind === 'confident' && decision.probability >= LEAST_TO_BEGIN;
  if ('flow' in other.reply) return words <= SHORT_WORDS && !isSure;
  // "Purple, is there any" chooses a version, where one is asked for.
  if (conversation.question?.kind === 'flow-slot' && namesOptionsOnly(message.text)) return true;
  const asks = asksSomething(message.text);
  // "Where is TS-1002" names an order, and asks for it rather than giving it.
  if ('job' in other.reply && asks) return false;
  const isTopic = !('job' in other.reply) && !asks;
  return words <= (isTopic ? TOPIC_WORDS : SHORT_WORDS);
}

/** Only a clear yes is a yes: pressed, or surely read, or the words begin with it and repeat the wish. */
function answerTo(reading: Reading, frame: FlowFrame): InFlow['answer'] {
  const { conversation, message, understanding, intents } = reading;
  const { question } = conversation;
  if (question?.kind !== 'flow-confirm') return undefined;
  if (message.choice === `flow:yes:${question.digest}`) return 'yes';
  if (message.choice === `flow:no:${question.digest}`) return 'no';
  const job = jobOf(understanding, intents);
  if ((job === 'deny' && !putsOff(message.text)) || startsWithNo(message.text)) return 'no';
  if (namesOther(understanding.slots, frame) || isHesitant(reading)) return undefined;
  const read = intentOf(understanding, intents);
  const repeats = read !== undefined && isServedBy(frame, read);
  return job === 'affirm' || (repeats && startsWithYes(message.text)) ? 'yes' : undefined;
}

/** The model reads "hmm" and "let me think about it" as a yes; nothing is written on such a one. */
function isHesitant({ message, understanding: { decision } }: Reading): boolean {
  const isSure = decision.kind === 'confident' && decision.probability >= LEAST_TO_AGREE;
  return isThinking(message.text) || holdsBack(message.text) || (!isSure && !startsWithYes(message.text));
}

/** To a confirmation, by whoever calls the job off. */
function notNow({ conversation: { question } }: Reading): InFlow['answer'] {
  return question?.kind === 'flow-confirm' ? 'no' : undefined;
}

/** "Never mind" where something is asked for; at a confirmation it is a no, which has its own words. */
function wantsOut(
  { conversation: { question }, message, understanding, intents }: Reading,
  isCalledOff: boolean,
): boolean {
  if (question?.kind !== 'flow-slot') return false;
  if (isCalledOff) return true;
  return jobOf(understanding, intents) === 'deny' && wantsToLeave(message.text);
}

function surelyOther(reading: Reading, frame: FlowFrame): Intent | undefined {
  const { message, understanding, intents } = reading;
  const { decision } = understanding;
  if (decision.kind !== 'confident') return undefined;
  const intent = intents.get(decision.intent);
  if (intent === undefined || isServedBy(frame, intent)) return undefined;
  const least = asksSomething(message.text) ? LEAST_TO_ASK : LEAST_TO_INTERRUPT;
  if (decision.probability < least && !isAskedBeforeYes(reading, intent)) return undefined;
  return 'job' in intent.reply && ANSWERS.has(intent.reply.job) ? undefined : intent;
}

/** Who asks before they agree is not put the same question again, where a page may answer. */
function isAskedBeforeYes({ conversation: { question }, message }: Reading, { reply }: Intent): boolean {
  return question?.kind === 'flow-confirm' && 'policy' in reply && asksSomething(message.text);
}

/** Jobs of intents that only mean something as an answer. */
const ANSWERS = new Set(['affirm', 'deny', 'thank', 'greet', 'out-of-scope']);

/** Another order or address than the one a yes was asked to. */
function namesOther({ orderNumbers, emails }: Understanding['slots'], { slots }: FlowFrame): boolean {
  const order = slotOf(slots, 'order', 'order')?.orderId;
  const isOther =
    order !== undefined && orderNumbers.some((number) => orderNumberKey(number) !== orderNumberKey(order));
  const known = Object.values(slots).flatMap((value) => ('email' in value ? [emailKey(value.email)] : []));
  return isOther || (known.length > 0 && emails.some((email) => !known.includes(emailKey(email))));
}

function intentOf({ decision }: Understanding, intents: Map<string, Intent>): Intent | undefined {
  return decision.kind === 'confident' ? intents.get(decision.intent) : undefined;
}

function jobOf(understanding: Understanding, intents: Map<string, Intent>): string | undefined {
  const reply = intentOf(understanding, intents)?.reply;
  return reply !== undefined && 'job' in reply ? reply.job : undefined;
}

/** Two characters of Chinese are a word, more or less. */
function countWords(text: string): number {
  return text.match(/\p{Script=Han}{1,2}|[^\s\p{Script=Han}]+/gu)?.length ?? 0;
}
