import type { ClientMessageId, ConversationId, CustomerId, OrderId, ShopId, VisitorId } from '../protocol/ids.js';
import type { Proof } from '../shop/shop.js';
import type { Agent, ConversationEvent, Question } from './conversation-event.js';
import type { Holder } from './conversation-log.js';
import type { FlowFrame } from './flow/flow-frame.js';

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
  /** What the customer has said about who they are, newest of each; unproven. */
  claims: Claims;
  question: Question | undefined;
  orderInFocus: OrderId | undefined;
  /** Jobs under way; the last is the one being talked about. */
  flows: readonly FlowFrame[];
  /** What was asked for before it was known who asks, until that is settled. */
  opening: CustomerMessage | undefined;
  /** The last intent that was served, for "and the other one?". */
  lastIntent: string | undefined;
  /** Turns in a row that were not understood. */
  unsureTurns: number;
  /** Whether the bot has said that it is a bot. */
  introduced: boolean;
  /** Customer messages without an answer, oldest first. */
  owed: CustomerMessage[];
  /** An action that was asked of the shop and has no recorded result. */
  openAction: Extract<ConversationEvent, { kind: 'action-requested' }> | undefined;
  agentMessageIds: Set<ClientMessageId>;
  /** What the bot said in words of its own, newest last; the last of it. */
  said: readonly string[];
  /** Number of the newest message by bot or agent; 0 before the first. */
  lastReplySeq: number;
};

export type CustomerMessage = { seq: number; text: string; choice: string | undefined };

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
    claims: {},
    question: undefined,
    orderInFocus: undefined,
    flows: [],
    opening: undefined,
    lastIntent: undefined,
    unsureTurns: 0,
    introduced: false,
    owed: [],
    openAction: undefined,
    agentMessageIds: new Set(),
    said: [],
    lastReplySeq: 0,
  };
}
