import { asksSomething } from '../reading/asks-something.js';
import type { Purpose } from '../reading/purpose.js';
import type { Reading } from '../reading/reading.js';
import { startsWithNo } from '../reading/yes-or-no.js';
import { ratingIn } from './rating.js';

/** A press counts only where it was asked how it was. After a low one, whatever surely asks for nothing else says why. */
export function readRating(reading: Reading): Purpose | undefined {
  const { conversation, message } = reading;
  const value = conversation.rating === undefined ? undefined : ratingIn(message.choice);
  if (value !== undefined) return { kind: 'rate', value };
  const { question } = conversation;
  if (question?.kind !== 'rating-comment' || message.choice !== undefined || isWish(reading)) return undefined;
  return { kind: 'rating-comment', value: question.value, isDeclined: declines(reading) };
}

/** Less sure than this, what neither asks nor names an order is rather a comment that sounds like a topic. */
const LEAST_TO_TELL = 0.98;

function isWish(reading: Reading): boolean {
  const { decision, slots } = reading.understanding;
  if (decision.kind !== 'confident' || COMMENTS.has(jobOf(reading) ?? '')) return false;
  const isAsked = asksSomething(reading.message.text) || slots.orderNumbers.length > 0;
  return isAsked || decision.probability >= LEAST_TO_TELL;
}

/** Jobs of intents that a comment may sound like. */
const COMMENTS = new Set(['complaint', 'affirm', 'deny', 'thank', 'greet', 'out-of-scope', 'farewell']);

/** "No thanks" says nothing; "no, it took far too long" says a lot. */
function declines(reading: Reading): boolean {
  const { text } = reading.message;
  return text.trim().length <= MOST_CHARACTERS && (jobOf(reading) === 'deny' || startsWithNo(text));
}

const MOST_CHARACTERS = 16;

function jobOf({ understanding: { decision }, intents }: Reading): string | undefined {
  const reply = decision.kind === 'confident' ? intents.get(decision.intent)?.reply : undefined;
  return reply !== undefined && 'job' in reply ? reply.job : undefined;
}
