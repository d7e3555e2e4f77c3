import { orderNumberKey } from '../shop/lookup-keys.js';
import type { Intent } from '../understanding/intent-catalog.js';
import type { Understanding } from '../understanding/understanding.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { Question } from './conversation-event.js';

/** What a message is for, read in the light of what the bot was waiting for. */
export type Purpose =
  | { kind: 'serve'; intent: Intent; orderNumber: string | undefined }
  | { kind: 'confirm'; question: ConfirmQuestion; yes: boolean }
  | { kind: 'give-reason'; orderNumber: string; reason: string }
  /** Gave, or was asked for, a proof of who they are; `intent` is what they came for. */
  | { kind: 'prove'; intent: Intent; orderNumber: string | undefined }
  | { kind: 'ambiguous'; intents: [Intent, Intent] }
  | { kind: 'unsure' }
  | { kind: 'out-of-scope' };

export type ConfirmQuestion = Extract<Question, { kind: 'confirm-cancel' }>;

type Reading = {
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  intents: Map<string, Intent>;
};

/** A pressed quick reply says exactly what is meant; then the open question; then the words alone. */
export function readPurpose(reading: Reading): Purpose {
  return fromChoice(reading) ?? fromQuestion(reading) ?? fromDecision(reading);
}

/** Choices come from the client: they count only where they fit what was really asked. */
function fromChoice({ conversation: { question }, message, intents }: Reading): Purpose | undefined {
  const [kind, ...rest] = message.choice?.split(':') ?? [];
  const value = rest.join(':');
  switch (kind) {
    case 'intent':
      return serve(intents, value, undefined);
    case 'order':
      return serve(intents, question?.kind === 'which-order' ? question.intent : 'track_order', value);
    case 'yes':
    case 'no':
      return question?.kind === 'confirm-cancel' && question.orderId === value
        ? { kind: 'confirm', question, yes: kind === 'yes' }
        : undefined;
    case 'reason':
      return question?.kind === 'cancel-reason'
        ? { kind: 'give-reason', orderNumber: question.orderId, reason: value }
        : undefined;
    default:
      return undefined;
  }
}

function fromQuestion(reading: Reading): Purpose | undefined {
  const { conversation, message, understanding, intents } = reading;
  const { question } = conversation;
  const [orderNumber] = understanding.slots.orderNumbers;
  switch (question?.kind) {
    case 'confirm-cancel':
      return readConfirmation(reading, question);
    case 'cancel-reason':
      return isOtherJob(reading, ['cancel-order']) || mentionsOther(understanding.slots.orderNumbers, question.orderId)
        ? undefined
        : { kind: 'give-reason', orderNumber: question.orderId, reason: message.text };
    case 'which-order':
      return orderNumber === undefined ? undefined : serve(intents, question.intent, orderNumber);
    case 'identify':
      return readProof(reading, question);
    case 'which-intent':
    case 'rephrase':
    case undefined:
      return undefined;
  }
}

/** Only a clear yes is a yes: the classifier must be sure of it, or the words must begin with it and repeat the wish. */
function readConfirmation(
  { message, understanding, intents }: Reading,
  question: ConfirmQuestion,
): Purpose | undefined {
  const job = jobOf(understanding, intents);
  if (job === 'deny' || startsWithNo(message.text)) return { kind: 'confirm', question, yes: false };
  if (mentionsOther(understanding.slots.orderNumbers, question.orderId)) return undefined;
  if (job === 'affirm') return { kind: 'confirm', question, yes: true };
  if (job === 'cancel-order' && startsWithYes(message.text)) return { kind: 'confirm', question, yes: true };
  return undefined;
}

function readProof(
  { understanding, intents, conversation }: Reading,
  question: Extract<Question, { kind: 'identify' }>,
): Purpose | undefined {
  const intent = intents.get(question.intent);
  if (intent === undefined) return undefined;
  const { orderNumbers, emails, postcodes } = understanding.slots;
  const gaveSomething = orderNumbers.length + emails.length + postcodes.length > 0;
  if (!gaveSomething && conversation.customer === undefined) return undefined;
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

function jobOf({ decision }: Understanding, intents: Map<string, Intent>): string | undefined {
  const reply = decision.kind === 'confident' ? intents.get(decision.intent)?.reply : undefined;
  return reply !== undefined && 'job' in reply ? reply.job : undefined;
}

/** "I found it cheaper elsewhere" gives a reason and sounds like a question about discounts: a change of topic must be surer. */
const LEAST_TO_INTERRUPT = 0.8;

function isOtherJob({ understanding, intents }: Reading, expected: string[]): boolean {
  const { decision } = understanding;
  if (decision.kind !== 'confident' || decision.probability < LEAST_TO_INTERRUPT) return false;
  const job = jobOf(understanding, intents);
  return job === undefined || !expected.includes(job);
}

function mentionsOther(orderNumbers: string[], orderId: string): boolean {
  return orderNumbers.some((number) => orderNumberKey(number) !== orderNumberKey(orderId));
}

const YES = /^\s*(y|ya|yes|yep|yup|yeah|yea|ok|okay|sure|please do|do it|go ahead|confirm(ed)?|correct|right)\b/i;
const NO = /^\s*(n|no|nope|nah|don'?t|do not|keep|wait|stop|never ?mind)\b/i;

function startsWithYes(text: string): boolean {
  return YES.test(text);
}

function startsWithNo(text: string): boolean {
  return NO.test(text);
}
