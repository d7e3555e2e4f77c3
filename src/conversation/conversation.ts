import type {
  ClientMessageId,
  ConversationId,
  CustomerId,
  OrderId,
  ProductId,
  ShopId,
  VisitorId,
} from '../protocol/ids.js';
import type { Proof } from '../shop/shop.js';
import type { Restraint } from './abuse/restraint.js';
import type { Agent, ConversationEvent, Question } from './conversation-event.js';
import type { FlowFrame } from './flow/flow-frame.js';
import type { Holder } from './log/conversation-log.js';
import type { Rating } from './rating/rating.js';
import type { ProductWish } from './reading/products/product-wish.js';
import type { ShownProduct } from './reading/products/products-shown.js';
import type { VariantInFocus } from './reading/products/sold-out-in-focus.js';
import type { RefundInFocus } from './reading/refund-in-focus.js';
import { CALM, type Temper } from './tone/temper.js';

/** A conversation as its log tells it so far. Never stored: always the fold of the events (`apply-event.ts`). */
export type Conversation = {
  shopId: ShopId;
  conversationId: ConversationId;
  /** Number of the newest event; 0 before the first. */
  seq: number;
  /** Milliseconds since the epoch, as are `lastAt` and `waitingSince`. */
  startedAt: number;
  lastAt: number;
  /** When the customer began to wait for a person; undefined unless waiting. */
  waitingSince: number | undefined;
  /** What the customer wrote last; empty before their first word. */
  lastWords: string;
  visitorId: VisitorId | undefined;
  language: string;
  holder: Holder;
  agent: Agent | undefined;
  customer: { customerId: CustomerId; proof: Proof } | undefined;
  failedProofs: number;
  /** The newest code that was asked for. */
  code: CodeChallenge | undefined;
  /** What the customer has said about who they are, newest of each; unproven. */
  claims: Claims;
  question: Question | undefined;
  orderInFocus: OrderId | undefined;
  /** Money that has gone back by what was done last; until another job is begun. */
  refundInFocus: RefundInFocus | undefined;
  /** The one product that was shown or chosen last, for "do you have it in L?". */
  productInFocus: ProductId | undefined;
  /** What was shown side by side last, for "the second one". */
  productsShown: readonly ShownProduct[];
  /** What suggestions were asked for last, for "show me more". */
  productWish: ProductWish | undefined;
  /** The one sold-out variant that was shown last, for "tell me when it is back". */
  soldOutInFocus: VariantInFocus | undefined;
  /** Jobs under way; the last is the one being talked about. */
  flows: readonly FlowFrame[];
  /** What was asked for before it was known who asks, until that is settled. */
  opening: CustomerMessage | undefined;
  /** The last intent that was served, for "and the other one?". */
  lastIntent: string | undefined;
  /** What was said against what was asked for last, where it could not be done: for "why not?". */
  refusal: string | undefined;
  /** Turns in a row that were not understood. */
  unsureTurns: number;
  temper: Temper;
  /** Insults and spam so far; an agent who gives the conversation back forgives them. */
  strikes: number;
  /** How often in a row the customer has written the same before. */
  repeats: number;
  restraint: Restraint | undefined;
  /** Whether an agent has blocked the visitor here. */
  isBlocked: boolean;
  /** Whether the bot has said that it is sorry. */
  apologised: boolean;
  /** Whether the bot has said that it is a bot. */
  introduced: boolean;
  /** That it was asked how it was, and what came of it. */
  rating: Rating | undefined;
  /** Customer messages without an answer, oldest first. */
  owed: CustomerMessage[];
  /** Number of the give-back after which the flow under way has not yet been taken up again. */
  owedResume: number | undefined;
  /** An action that was asked of the shop and has no recorded result. */
  openAction: Extract<ConversationEvent, { kind: 'action-requested' }> | undefined;
  agentMessageIds: Set<ClientMessageId>;
  /** What the bot said in words of its own, newest last; the last of it. */
  said: readonly string[];
  /** Number of the newest message by bot or agent; 0 before the first. */
  lastReplySeq: number;
};

/** `codeMark` stands for a code in the message, whose text no longer holds it. */
export type CustomerMessage = { seq: number; text: string; choice: string | undefined; codeMark?: string | undefined };

export type CodeChallenge = {
  /** Number of the message that asked for it. */
  challenge: number;
  /** Whose address it went to, if anybody's. */
  customerId: CustomerId | undefined;
  /** Milliseconds since the epoch. */
  askedAt: number;
  wrongTries: number;
  /** Used, or void: nobody gets in by it any more. */
  isOver: boolean;
};

export type Claims = { orderNumber?: string; email?: string; postcode?: string };

export function emptyConversation(shopId: ShopId, conversationId: ConversationId): Conversation {
  return {
    shopId,
    conversationId,
    seq: 0,
    startedAt: 0,
    lastAt: 0,
    waitingSince: undefined,
    lastWords: '',
    visitorId: undefined,
    language: 'en',
    holder: 'bot',
    agent: undefined,
    customer: undefined,
    failedProofs: 0,
    code: undefined,
    claims: {},
    question: undefined,
    orderInFocus: undefined,
    refundInFocus: undefined,
    productInFocus: undefined,
    productsShown: [],
    productWish: undefined,
    soldOutInFocus: undefined,
    flows: [],
    opening: undefined,
    lastIntent: undefined,
    refusal: undefined,
    unsureTurns: 0,
    temper: CALM,
    strikes: 0,
    repeats: 0,
    restraint: undefined,
    isBlocked: false,
    apologised: false,
    introduced: false,
    rating: undefined,
    owed: [],
    owedResume: undefined,
    openAction: undefined,
    agentMessageIds: new Set(),
    said: [],
    lastReplySeq: 0,
  };
}
