import type { ClientMessageId, ConversationId, ShopId, VisitorId } from '../../protocol/ids.js';
import type { ConversationEvent, RecordedEvent } from '../conversation-event.js';
import type { OutboxMessage } from '../outbox/outbox.js';

/**
 * Port: the append-only log of each conversation, seq = 1, 2, 3… without gaps. What is promised once a call
 * resolves: the events are on disk and survive `kill -9` and a power cut. One contract suite for every adapter.
 * @throws STORE_UNAVAILABLE when nothing could be saved; nothing was then
 */
export type ConversationLog = {
  /** Writes `started` as seq 1. The same id again changes nothing. */
  start(shopId: ShopId, conversationId: ConversationId, started: StartedEvent, at: number): Promise<void>;

  /**
   * A customer's message. The log numbers it, so a shopper is never refused because the bot wrote meanwhile.
   * In the same transaction a turn debt is noted, unless an agent holds the conversation.
   * The client id is looked at first: same id and same fingerprint gives the first result again.
   */
  receive(shopId: ShopId, conversationId: ConversationId, message: IncomingMessage, at: number): Promise<Received>;

  /**
   * Appends all events or none, if the log still ends at `expectedSeq`. In the same transaction: turn debts in
   * the events' `answers` are paid, the holder follows take-over and give-back, and outbox rows are written.
   */
  append(
    shopId: ShopId,
    conversationId: ConversationId,
    expectedSeq: number,
    events: ConversationEvent[],
    options: { at: number; outbox?: OutboxMessage[] },
  ): Promise<Appended>;

  /** Events with seq > `afterSeq`, in order, the first `limit` of them; empty when the conversation does not exist. */
  read(shopId: ShopId, conversationId: ConversationId, afterSeq: number, limit?: number): Promise<RecordedEvent[]>;

  /** Customer messages without an answer, and flows given back that were not taken up, oldest first, over all shops. */
  owedTurns(): Promise<OwedTurn[]>;

  newestOf(shopId: ShopId, visitorId: VisitorId): Promise<ConversationId | undefined>;

  /** Whose it is and how far it has come, without reading it; undefined when there is no such conversation. */
  headOf(shopId: ShopId, conversationId: ConversationId): Promise<PublicHead | undefined>;

  /** For the console: newest activity first. */
  list(shopId: ShopId, filter: ListFilter): Promise<ConversationRow[]>;
};

/** `isIdentified`: whether a customer was ever identified in it; true as well where that is not known. */
export type PublicHead = { visitorId: VisitorId; seq: number; isIdentified: boolean };

export type StartedEvent = Extract<ConversationEvent, { kind: 'started' }>;

export type IncomingMessage = {
  clientMessageId: ClientMessageId;
  /** HMAC-SHA-256 of the raw text, hex: tells a repeat from a reused id without keeping what was redacted. */
  fingerprint: string;
  event: Extract<ConversationEvent, { kind: 'customer-said' }>;
};

export type Received =
  /** `repeated`: this message was already here, at `seq`. */
  | { kind: 'stored' | 'repeated'; seq: number; owed: boolean }
  | { kind: 'conflict'; seq: number }
  | { kind: 'no-conversation' };

export type Appended = { kind: 'appended'; seq: number } | { kind: 'stale'; seq: number };

export type OwedTurn = { shopId: ShopId; conversationId: ConversationId; seq: number };

/**
 * Who answers. bot: the bot. waiting: the bot, while a person is being found. agent: a person, the bot is silent.
 * closed: nobody, until the customer writes again.
 */
export type Holder = 'bot' | 'waiting' | 'agent' | 'closed';

export type ListFilter = { holders?: Holder[]; limit: number };

export type ConversationRow = {
  conversationId: ConversationId;
  visitorId: VisitorId;
  holder: Holder;
  /** Set while holder is `agent`. */
  agentId: string | undefined;
  seq: number;
  startedAt: number;
  lastAt: number;
  /** When the customer began to wait for a person; undefined unless waiting. */
  waitingSince: number | undefined;
};

/** Who answers after `event`, given who did before. Adapters keep this beside the log so that lists are quick. */
export function holderAfter(holder: Holder, event: ConversationEvent): Holder {
  switch (event.kind) {
    case 'customer-said':
      return holder === 'closed' ? 'bot' : holder;
    case 'handoff-requested':
      return holder === 'agent' ? holder : 'waiting';
    case 'agent-took':
      return 'agent';
    case 'agent-gave-back':
      return 'bot';
    case 'closed':
      return 'closed';
    default:
      return holder;
  }
}

/** The seqs of the customer messages that `event` settles. */
export function answersOf(event: ConversationEvent): number[] {
  return 'answers' in event ? event.answers : [];
}
