import type { ConversationId, ShopId } from '../../protocol/ids.js';
import type { RecordedEvent } from '../conversation-event.js';

/**
 * Port: finds what customers, bot and agents said, in any language. The log is the truth and this only an index over
 * it: it may lag, it can be thrown away and built again, no backup holds it, and erasure reaches it. What a message
 * is found by is decided in `search-terms.ts`, the same for every adapter.
 */
export type MessageSearch = {
  /**
   * Takes in what was added to the log, once it is committed there; may do so later, and never fails the caller.
   * Adding the same events again changes nothing.
   */
  add(shopId: ShopId, conversationId: ConversationId, events: RecordedEvent[]): void;

  /**
   * Takes in whatever the log has and the index has not, of all shops: at start, because what had been added and not
   * taken in when the last process died is missing.
   */
  catchUp(): Promise<void>;

  /**
   * Messages that hold every term of `query`, newest first. None for a query without a term.
   * @throws BAD_INPUT when `before` is no cursor; STORE_UNAVAILABLE
   */
  search(shopId: ShopId, query: string, page: SearchPage): Promise<MessageHit[]>;

  /** Forgets a conversation, down to its terms on disk. Call it when the log no longer holds what was said. */
  erase(shopId: ShopId, conversationId: ConversationId): Promise<void>;
};

/** `before` is the cursor of the last hit of the page before; hits are older than it. */
export type SearchPage = { limit: number; before?: string | undefined };

export type MessageHit = {
  conversationId: ConversationId;
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  who: Speaker;
  /** The words around the first match, from the log as it is now. */
  snippet: string;
  /** Opaque to clients. */
  cursor: string;
};

export type Speaker = 'customer' | 'bot' | 'agent';
