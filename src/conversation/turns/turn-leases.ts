import type { ConversationId, ShopId } from '../../protocol/ids.js';

/**
 * Port: which process answers in a conversation, where several share a store. A lease only keeps two processes from doing
 * the same work; that an answer is written once is the log's promise (`append` at an expected seq).
 */
export type TurnLeases = {
  /**
   * The lease, or undefined while another process has it. It is kept alive until it is released and ends by itself some
   * seconds after its process has.
   */
  take(shopId: ShopId, conversationId: ConversationId): Promise<TurnLease | undefined>;
};

export type TurnLease = { release(): Promise<void> };

/** For a store that one process has to itself. */
export const soleLeases: TurnLeases = { take: async () => ({ release: async () => {} }) };
