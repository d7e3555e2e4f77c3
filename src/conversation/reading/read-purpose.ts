import type { Intent } from '../../understanding/intent-catalog.js';
import { wantsCode } from '../code/wants-code.js';
import type { Question } from '../conversation-event.js';
import { readRating } from '../rating/read-rating.js';
import { amendsWanted } from './amends-wanted.js';
import { asksBack } from './asks-back.js';
import { asksSomething } from './asks-something.js';
import { changeMeant } from './change-meant.js';
import { intentLeftOut } from './intent-left-out.js';
import { isTalk } from './is-talk.js';
import { meantOtherwise } from './meant-otherwise.js';
import { haveSamePage, onSamePage } from './on-same-page.js';
import { onlyWaits } from './only-waits.js';
import { postageLeftOut } from './postage-left-out.js';
import { productWishLeftOut } from './products/product-left-out.js';
import { productMeant } from './products/product-meant.js';
import type { Purpose } from './purpose.js';
import { readInFlow } from './read-in-flow.js';
import type { Reading } from './reading.js';
import { refundAwaited } from './refund-awaited.js';
import { returnSupposed } from './return-supposed.js';
import { brokenOutright, saidOutright } from './said-outright.js';
import { isValueOnly, withoutGuess } from './value-only.js';
import { whereaboutsAsked } from './whereabouts-asked.js';
import { agrees, chosenOf, orderNumberIn } from './which-intent.js';

/**
 * A rating comes first; then waiting for a person, where no more is said than that; then a flow under way; then a pressed
 * quick reply, which says exactly what is meant; then the open question; then what was served last, where a message only
 * names another order or product; then the words. A value that is given answers one of these; by itself an order's number
 * shows that order, and anything else is no wish.
 */
export function readPurpose(said: Reading): Purpose {
  const reading = withoutGuess(said);
  return (
    readRating(reading) ??
    fromWaiting(reading) ??
    readInFlow(reading) ??
    fromRefusal(reading) ??
    fromChoice(reading) ??
    fromQuestion(reading) ??
    fromEllipsis(reading) ??
    fromNumber(reading) ??
    fromAmends(reading) ??
    fromChange(reading) ??
    asSaid(reading, returnSupposed(reading)) ??
    asSaid(reading, brokenOutright(reading)) ??
    asSaid(reading, productMeant(reading)) ??
    asSaid(reading, whereaboutsAsked(reading)) ??
    asSaid(reading, meantOtherwise(reading)) ??
    fromDecision(reading)
  );
}

function fromWaiting(reading: Reading): Purpose | undefined {
  return onlyWaits(reading) ? { kind: 'unsure' } : undefined;
}

/** A question of its own, an open one of the bot's is answered first. */
function fromRefusal({ conversation: { refusal, question }, message }: Reading): Purpose | undefined {
  const isAsked = refusal !== undefined && question === undefined && message.choice === undefined;
  return isAsked && asksBack(message.text) ? { kind: 'why-refused', reason: refusal } : undefined;
}

/** Choices come from the client: they count only where they fit what was really asked. */
function fromChoice(reading: Reading): Purpose | undefined {
  const { conversation, message, intents } = reading;
  const { question } = conversation;
  const [kind, ...rest] = message.choice?.split(':') ?? [];
  const value = rest.join(':');
  switch (kind) {
    case 'intent':
      return serve(intents, value, question?.kind === 'which-intent' ? orderNumberIn(reading) : undefined);
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
  switch (question?.kind) {
    case 'which-order':
      return orderNumber === undefined ? undefined : serve(intents, question.intent, orderNumber);
    case 'identify':
      return readProof(reading, question);
    case 'offer':
      return fromOffer(reading, question);
    case 'which-intent':
    case 'rephrase':
      return chosenOf(reading, question.intents ?? []);
    default:
      return undefined;
  }
}

function fromOffer(
  reading: Reading,
  { intent: name, flow }: Extract<Question, { kind: 'offer' }>,
): Purpose | undefined {
  const intent = reading.intents.get(name);
  return intent !== undefined && agrees(reading) ? { kind: 'serve', intent, orderNumber: undefined, flow } : undefined;
}

function readProof(
  { understanding, intents, conversation, message }: Reading,
  question: Extract<Question, { kind: 'identify' }>,
): Purpose | undefined {
  const intent = intents.get(question.intent);
  if (intent === undefined) return undefined;
  const { orderNumbers, emails, postcodes } = understanding.slots;
  const gaveSomething = orderNumbers.length + emails.length + postcodes.length > 0;
  const isAboutCode = message.codeMark !== undefined || wantsCode(message, conversation);
  // Signed in meanwhile, perhaps: that settles it without a word.
  const isSignedIn = conversation.customer?.proof === 'signed-in';
  if (!gaveSomething && !isAboutCode && !isSignedIn) return undefined;
  return { kind: 'prove', intent, orderNumber: orderNumbers[0] ?? question.orderId };
}

function fromEllipsis(reading: Reading): Purpose | undefined {
  const intent =
    refundAwaited(reading) ?? postageLeftOut(reading) ?? intentLeftOut(reading) ?? productWishLeftOut(reading);
  return asSaid(reading, intent);
}

function fromAmends(reading: Reading): Purpose | undefined {
  return reading.understanding.parts.length > 0 ? undefined : asSaid(reading, amendsWanted(reading));
}

function fromChange(reading: Reading): Purpose | undefined {
  return asSaid(reading, changeMeant(reading));
}

/** An intent that the words stand for, with the order that they name. */
function asSaid({ understanding: { slots } }: Reading, intent: Intent | undefined): Purpose | undefined {
  return intent && { kind: 'serve', intent, orderNumber: slots.orderNumbers[0] };
}

function fromNumber({ message, understanding: { slots }, intents }: Reading): Purpose | undefined {
  const [number] = slots.orderNumbers;
  return number !== undefined && isValueOnly(message.text, slots) ? serve(intents, 'track_order', number) : undefined;
}

function fromDecision(reading: Reading): Purpose {
  const { conversation, message, understanding, intents } = reading;
  const { holder, orderInFocus } = conversation;
  const { decision, slots } = understanding;
  // While a person is waited for, what they were called for is meant.
  const [number = holder === 'waiting' ? orderInFocus : undefined] = slots.orderNumbers;
  switch (decision.kind) {
    case 'confident': {
      const isNoAnswer = ANSWERS.has(decision.intent) && asksSomething(message.text);
      return (isNoAnswer ? undefined : serve(intents, decision.intent, number)) ?? { kind: 'unsure' };
    }
    case 'ambiguous':
      return eitherOf(reading, decision.intents, number);
    case 'unsure':
      return asSaid(reading, onSamePage(reading)) ?? { kind: 'unsure' };
    case 'out-of-scope':
      return { kind: 'out-of-scope' };
  }
}

/** "Why not" is no yes where nothing was asked. */
const ANSWERS: ReadonlySet<string> = new Set(['affirm', 'deny']);

/** How far an order has come says which of them it can be, and each turns into the other. */
const BY_ORDER: ReadonlySet<string> = new Set(['change_items', 'exchange_item']);

/** What people say to each other is nothing to choose: a greeting goes with what is wanted, and two of them are either. */
function eitherOf(
  { intents, message: { text } }: Reading,
  names: readonly string[],
  number: string | undefined,
): Purpose {
  const [first, second] = names.flatMap((name) => intents.get(name) ?? []);
  if (first === undefined || second === undefined) return { kind: 'unsure' };
  const [wish, ...others] = [first, second].filter((intent) => !isTalk(intent));
  if (wish === undefined) return { kind: 'serve', intent: first, orderNumber: number };
  if (haveSamePage(first, second)) return { kind: 'serve', intent: first, orderNumber: number };
  const outright = saidOutright(text, [first, second]);
  if (outright !== undefined) return { kind: 'serve', intent: outright, orderNumber: number };
  const isSettled = number !== undefined && [first, second].every(({ intent }) => BY_ORDER.has(intent));
  if (isSettled) return { kind: 'serve', intent: first, orderNumber: number };
  if (others.length > 0) return { kind: 'ambiguous', intents: [first, second] };
  const isGreeted = [first, second].some((intent) => intent.intent === 'greeting');
  return isGreeted ? { kind: 'serve', intent: wish, orderNumber: number } : { kind: 'unsure' };
}

function serve(intents: Map<string, Intent>, name: string, orderNumber: string | undefined): Purpose | undefined {
  const intent = intents.get(name);
  return intent === undefined ? undefined : { kind: 'serve', intent, orderNumber };
}
