import { repeatsAfter } from './abuse/repeats.js';
import { restraintAfter } from './abuse/restraint.js';
import { codeAfter } from './code/code-challenge.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { ConversationEvent, Question, RecordedEvent } from './conversation-event.js';
import { applyToFlows } from './flow/flow-frame.js';
import { answersOf, holderAfter } from './log/conversation-log.js';
import { ratingAfter } from './rating/rating.js';
import { refusalAfter } from './reading/asks-back.js';
import { productInFocus } from './reading/products/product-in-focus.js';
import { productWish } from './reading/products/product-wish.js';
import { productsShown } from './reading/products/products-shown.js';
import { soldOutInFocus } from './reading/products/sold-out-in-focus.js';
import { refundInFocus } from './reading/refund-in-focus.js';
import { apologises } from './tone/apology.js';
import { temperAfter } from './tone/temper.js';

/** The fold: the conversation after one more event. Returns a new value; `conversation` stays as it is. */
export function applyEvent(conversation: Conversation, recorded: RecordedEvent): Conversation {
  const { event, seq, at } = recorded;
  const settled = new Set(answersOf(event));
  const holder = holderAfter(conversation.holder, event);
  const next: Conversation = {
    ...conversation,
    seq,
    lastAt: at,
    holder,
    flows: applyToFlows(conversation.flows, event),
    refundInFocus: refundInFocus(conversation.refundInFocus, event, conversation.openAction?.action),
    productInFocus: productInFocus(conversation.productInFocus, event),
    productsShown: productsShown(conversation.productsShown, event),
    productWish: productWish(conversation, event),
    refusal: refusalAfter(conversation.refusal, event),
    soldOutInFocus: soldOutInFocus(conversation.soldOutInFocus, event),
    code: codeAfter(conversation.code, recorded),
    rating: ratingAfter(conversation.rating, event, holder),
    waitingSince: holder === 'waiting' ? (conversation.waitingSince ?? at) : undefined,
    owedResume: settled.has(conversation.owedResume ?? 0) ? undefined : conversation.owedResume,
    owed: settled.size === 0 ? conversation.owed : conversation.owed.filter((message) => !settled.has(message.seq)),
  };
  return { ...next, ...changesOf(next, recorded) };
}

function changesOf(state: Conversation, { event, seq, at }: RecordedEvent): Partial<Conversation> {
  switch (event.kind) {
    case 'started':
      return { visitorId: event.visitorId, language: event.language, startedAt: at };
    case 'customer-said':
      return customerSaid(state, event, seq);
    case 'language-set':
      return { language: event.language };
    case 'understood':
      return understood(state, event);
    case 'identified':
      return { customer: { customerId: event.customerId, proof: event.proof }, failedProofs: 0 };
    case 'proof-failed':
      return { failedProofs: state.failedProofs + 1, claims: {} };
    case 'order-in-focus':
      return { orderInFocus: event.orderId };
    case 'asked':
    case 'question-closed':
      return questionAfter(state, event.kind === 'asked' ? event.question : undefined);
    case 'bot-said':
      return { lastReplySeq: seq, ...botSaid(state, event) };
    case 'action-requested':
    case 'action-done':
    case 'action-failed':
      return { openAction: event.kind === 'action-requested' ? event : undefined };
    case 'restrained':
    case 'visitor-blocked':
    case 'visitor-unblocked':
      return heldBack(state, event);
    case 'agent-took':
      return { agent: event.agent };
    case 'agent-said':
      return { agentMessageIds: new Set([...state.agentMessageIds, event.clientMessageId]), lastReplySeq: seq };
    case 'agent-gave-back':
      return { ...STARTED_OVER, ...(event.resumes === true && { owedResume: seq }) };
    case 'closed':
      return { agent: undefined, question: undefined, unsureTurns: 0 };
    case 'code-asked':
    case 'code-refused':
    case 'code-unsent':
    case 'flow-started':
    case 'slot-filled':
    case 'slot-cleared':
    case 'flow-agreed':
    case 'flow-step-done':
    case 'flow-ended':
    case 'handoff-requested':
    case 'turn-waived':
    case 'rated':
    case 'erased':
      return {};
  }
}

/** What an agent leaves behind: whatever was misunderstood or held against the customer is past. */
const STARTED_OVER = { agent: undefined, unsureTurns: 0, strikes: 0, restraint: undefined };

type Said<Kind extends 'customer-said' | 'bot-said'> = Extract<ConversationEvent, { kind: Kind }>;

function customerSaid(state: Conversation, event: Said<'customer-said'>, seq: number): Partial<Conversation> {
  return {
    lastWords: event.text,
    repeats: repeatsAfter(state, event),
    ...(state.holder !== 'agent' && { owed: [...state.owed, messageFrom(event, seq)] }),
  };
}

function heldBack(
  { restraint }: Conversation,
  event: Extract<ConversationEvent, { kind: 'restrained' | 'visitor-blocked' | 'visitor-unblocked' }>,
): Partial<Conversation> {
  if (event.kind === 'restrained') return { restraint: restraintAfter(restraint, event) };
  return { isBlocked: event.kind === 'visitor-blocked' };
}

function botSaid(state: Conversation, event: Said<'bot-said'>): Partial<Conversation> {
  return {
    introduced: true,
    said: remembered(state.said, event),
    apologised: state.apologised || event.blocks.some(apologises),
  };
}

/** Texts that are remembered, so that they are not repeated word for word. */
const REMEMBERED = 60;

function remembered(said: readonly string[], event: Said<'bot-said'>): string[] {
  return [...said, ...textsIn(event)].slice(-REMEMBERED);
}

function textsIn({ blocks }: Said<'bot-said'>): string[] {
  return blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
}

function messageFrom({ text, choice, codeMark }: Said<'customer-said'>, seq: number): CustomerMessage {
  return { seq, text, choice, ...(codeMark !== undefined && { codeMark }) };
}

function questionAfter(state: Conversation, question: Question | undefined): Partial<Conversation> {
  return { question, opening: openingAfter(state, question) };
}

/** The message that made us ask who somebody is, or which of two things was meant, holds what they came for. */
function openingAfter({ opening, owed }: Conversation, question: Question | undefined): CustomerMessage | undefined {
  return question?.kind === 'identify' || question?.kind === 'which-intent' ? (opening ?? owed[0]) : undefined;
}

function understood(
  state: Conversation,
  event: Extract<ConversationEvent, { kind: 'understood' }>,
): Partial<Conversation> {
  const { decision, slots, served, sentiment, abuse } = event;
  const [orderNumber] = slots.orderNumbers;
  const [email] = slots.emails;
  const [postcode] = slots.postcodes;
  return {
    unsureTurns: decision.kind === 'unsure' && typeof served !== 'string' ? state.unsureTurns + 1 : 0,
    temper: temperAfter(state.temper, { sentiment, isInsult: abuse === 'insult' }),
    strikes: state.strikes + (abuse === undefined ? 0 : 1),
    lastIntent: servedBy(event) ?? state.lastIntent,
    claims: {
      ...state.claims,
      ...(orderNumber !== undefined && { orderNumber }),
      ...(email !== undefined && { email }),
      ...(postcode !== undefined && { postcode }),
    },
  };
}

/** Where the log does not say what was served, what was read. */
function servedBy({ served, decision }: Extract<ConversationEvent, { kind: 'understood' }>): string | undefined {
  if (served !== undefined) return served ?? undefined;
  return decision.kind === 'confident' ? decision.intent : undefined;
}
