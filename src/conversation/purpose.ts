import { orderNumberKey } from '../shop/lookup-keys.js';
import type { Intent } from '../understanding/intent-catalog.js';
import type { Understanding } from '../understanding/understanding.js';
import { SEND_CODE } from './code/code-challenge.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { Question } from './conversation-event.js';
import type { FlowFrame } from './flow/flow-frame.js';
import { slotOf } from './flow/slot-value.js';

/** What a message is for, read in the light of what the bot was waiting for. */
export type Purpose =
  | { kind: 'serve'; intent: Intent; orderNumber: string | undefined }
  | InFlow
  /** Gave, or was asked for, a proof of who they are; `intent` is what they came for. */
  | { kind: 'prove'; intent: Intent; orderNumber: string | undefined }
  | { kind: 'ambiguous'; intents: [Intent, Intent] }
  | { kind: 'unsure' }
  | { kind: 'out-of-scope' };

/** Said while a flow is under way. */
export type InFlow = {
  kind: 'in-flow';
  frame: FlowFrame;
  /** To a confirmation. */
  answer: 'yes' | 'no' | undefined;
  /** Wants to leave the flow. */
  isDropped: boolean;
  /** What else it surely asks for. */
  other: Intent | undefined;
  orderNumber: string | undefined;
  /** Rather an answer than a new wish, if it can be read as one. */
  isLikelyAnswer: boolean;
};

type Reading = {
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  intents: Map<string, Intent>;
};

/** A flow under way comes first; then a pressed quick reply, which says exactly what is meant; then the open question; then the words. */
export function readPurpose(reading: Reading): Purpose {
  return inFlow(reading) ?? fromChoice(reading) ?? fromQuestion(reading) ?? fromDecision(reading);
}

/** Words in a message that is taken for an answer, at most; more where it sounds like a topic and asks nothing. */
const SHORT_WORDS = 4;
const TOPIC_WORDS = 8;
/** "I found it cheaper elsewhere" gives a reason and sounds like a question about discounts: a change of topic must be surer. */
const LEAST_TO_INTERRUPT = 0.8;
/** A write cannot be taken back: whoever agrees to it must be read more surely than who asks for something. */
const LEAST_TO_AGREE = 0.9;
/** "Cancel TS-1002" is as short as an answer: a job that is read so surely is begun all the same. */
const LEAST_TO_BEGIN = 0.98;

/** Who is asked for a proof answers that first. */
function inFlow(reading: Reading): InFlow | undefined {
  const { conversation, message, understanding, intents } = reading;
  const frame = conversation.flows.at(-1);
  if (frame === undefined || conversation.question?.kind === 'identify') return undefined;
  const [kind, value] = message.choice?.split(':') ?? [];
  const pressedIntent = kind === 'intent' ? intents.get(message.choice?.slice('intent:'.length) ?? '') : undefined;
  const other = pressedIntent ?? (kind === undefined ? surelyOther(reading, frame) : undefined);
  return {
    kind: 'in-flow',
    frame,
    answer: answerTo(reading, frame),
    isDropped: (kind === 'flow' && value === 'drop') || (kind === undefined && wantsOut(reading)),
    other,
    orderNumber: understanding.slots.orderNumbers[0],
    isLikelyAnswer:
      (other !== undefined && asksNothing(message.text, other)) ||
      (pressedIntent === undefined && (kind !== undefined || isShort(reading, other))),
  };
}

/** "Onto my gift card, please" names a topic and asks nothing of it. */
function asksNothing(text: string, { reply }: Intent): boolean {
  return !('flow' in reply) && !ASKING.test(text);
}

const ASKING = /[?？吗]|\b(how|what|which|when|where|why|who|can|could|do|does|is|are|tell)\b/iu;

/** Few words: "to my gift card instead" answers, although it sounds like a question about gift cards. */
function isShort({ message, understanding: { decision } }: Reading, other: Intent | undefined): boolean {
  const words = countWords(message.text);
  if (other === undefined) return words <= SHORT_WORDS;
  const isSure = decision.kind === 'confident' && decision.probability >= LEAST_TO_BEGIN;
  if ('flow' in other.reply) return words <= SHORT_WORDS && !isSure;
  const isTopic = !('job' in other.reply) && !QUESTION.test(message.text);
  return words <= (isTopic ? TOPIC_WORDS : SHORT_WORDS);
}

const QUESTION =
  /[?？]|\b(what|which|when|where|who|why|how|can|could|do|does|did|is|are|will|would|may)\b|吗|呢|什么|怎么|多少|多久|哪/iu;

/** Only a clear yes is a yes: pressed, or surely read, or the words begin with it and repeat the wish. */
function answerTo(reading: Reading, frame: FlowFrame): InFlow['answer'] {
  const { conversation, message, understanding, intents } = reading;
  const { question } = conversation;
  if (question?.kind !== 'flow-confirm') return undefined;
  if (message.choice === `flow:yes:${question.digest}`) return 'yes';
  if (message.choice === `flow:no:${question.digest}`) return 'no';
  const job = jobOf(understanding, intents);
  if (job === 'deny' || startsWithNo(message.text)) return 'no';
  if (namesOther(understanding.slots.orderNumbers, frame) || isHesitant(reading)) return undefined;
  const repeats = understanding.decision.kind === 'confident' && understanding.decision.intent === frame.intent;
  return job === 'affirm' || (repeats && startsWithYes(message.text)) ? 'yes' : undefined;
}

/** The model reads "hmm" and "let me think about it" as a yes; nothing is written on such a one. */
function isHesitant({ message, understanding: { decision } }: Reading): boolean {
  const isSure = decision.kind === 'confident' && decision.probability >= LEAST_TO_AGREE;
  return HESITANT.test(message.text) || (!isSure && !startsWithYes(message.text));
}

const HESITANT =
  /[?？]|\b(h+m+|u+h*m+|maybe|perhaps|not sure|i guess|let me|think (about|it over|again)|why|what)\b|想想|考虑|也许|可能|为什么|再说/iu;

/** "Never mind" where something is asked for; at a confirmation it is a no, which has its own words. */
function wantsOut({ conversation: { question }, message, understanding, intents }: Reading): boolean {
  if (question?.kind !== 'flow-slot') return false;
  return (
    jobOf(understanding, intents) === 'deny' &&
    /\b(never ?mind|forget|leave it|stop|cancel that|don'?t want)\b|算了|不用了/iu.test(message.text)
  );
}

function surelyOther({ understanding: { decision }, intents }: Reading, frame: FlowFrame): Intent | undefined {
  if (decision.kind !== 'confident' || decision.probability < LEAST_TO_INTERRUPT) return undefined;
  const intent = intents.get(decision.intent);
  const isAnswer = intent !== undefined && 'job' in intent.reply && ANSWERS.has(intent.reply.job);
  return decision.intent === frame.intent || isAnswer ? undefined : intent;
}

/** Jobs of intents that only mean something as an answer. */
const ANSWERS = new Set(['affirm', 'deny', 'thank', 'greet', 'out-of-scope']);

/** Choices come from the client: they count only where they fit what was really asked. */
function fromChoice({ conversation: { question }, message, intents }: Reading): Purpose | undefined {
  const [kind, ...rest] = message.choice?.split(':') ?? [];
  const value = rest.join(':');
  switch (kind) {
    case 'intent':
      return serve(intents, value, undefined);
    case 'order':
      return serve(intents, question?.kind === 'which-order' ? question.intent : 'track_order', value);
    default:
      return undefined;
  }
}

function fromQuestion(reading: Reading): Purpose | undefined {
  const { conversation, understanding, intents } = reading;
  const { question } = conversation;
  const [orderNumber] = understanding.slots.orderNumbers;
  if (question?.kind === 'which-order') {
    return orderNumber === undefined ? undefined : serve(intents, question.intent, orderNumber);
  }
  return question?.kind === 'identify' ? readProof(reading, question) : undefined;
}

function readProof(
  { understanding, intents, conversation, message }: Reading,
  question: Extract<Question, { kind: 'identify' }>,
): Purpose | undefined {
  const intent = intents.get(question.intent);
  if (intent === undefined) return undefined;
  const { orderNumbers, emails, postcodes } = understanding.slots;
  const gaveSomething = orderNumbers.length + emails.length + postcodes.length > 0;
  const isAboutCode = message.codeMark !== undefined || message.choice === SEND_CODE;
  // Signed in meanwhile, perhaps: that settles it without a word.
  const isSignedIn = conversation.customer?.proof === 'signed-in';
  if (!gaveSomething && !isAboutCode && !isSignedIn) return undefined;
  return { kind: 'prove', intent, orderNumber: orderNumbers[0] ?? question.orderId };
}

function fromDecision({ understanding, intents }: Reading): Purpose {
  const { decision, slots } = understanding;
  switch (decision.kind) {
    case 'confident':
      return serve(intents, decision.intent, slots.orderNumbers[0]) ?? { kind: 'unsure' };
    case 'ambiguous': {
      const [first, second] = decision.intents.map((name) => intents.get(name));
      return first && second ? { kind: 'ambiguous', intents: [first, second] } : { kind: 'unsure' };
    }
    case 'unsure':
    case 'out-of-scope':
      return { kind: decision.kind };
  }
}

function serve(intents: Map<string, Intent>, name: string, orderNumber: string | undefined): Purpose | undefined {
  const intent = intents.get(name);
  return intent === undefined ? undefined : { kind: 'serve', intent, orderNumber };
}

function namesOther(numbers: string[], { slots }: FlowFrame): boolean {
  const known = slotOf(slots, 'order', 'order')?.orderId;
  return known !== undefined && numbers.some((number) => orderNumberKey(number) !== orderNumberKey(known));
}

function jobOf({ decision }: Understanding, intents: Map<string, Intent>): string | undefined {
  const reply = decision.kind === 'confident' ? intents.get(decision.intent)?.reply : undefined;
  return reply !== undefined && 'job' in reply ? reply.job : undefined;
}

const YES = /^\s*(y|ya|yes|yep|yup|yeah|yea|ok|okay|sure|please do|do it|go ahead|confirm(ed)?|correct|right)\b/i;
const NO = /^\s*(n|no|nope|nah|don'?t|do not|keep|wait|stop|never ?mind)\b/i;

const YES_IN_CHINESE = /^\s*(是的?|对的?|好的?|可以|行|嗯+|确认|确定|没错|没问题|同意)(?=$|[\s，。！,.!]|[吧啊呀])/u;
const NO_IN_CHINESE = /^\s*(不|别|先不|算了|等等|等一下|否|保留)/u;

function startsWithYes(text: string): boolean {
  return YES.test(text) || YES_IN_CHINESE.test(text);
}

function startsWithNo(text: string): boolean {
  return NO.test(text) || NO_IN_CHINESE.test(text);
}

/** Two characters of Chinese are a word, more or less. */
function countWords(text: string): number {
  return text.match(/\p{Script=Han}{1,2}|[^\s\p{Script=Han}]+/gu)?.length ?? 0;
}
