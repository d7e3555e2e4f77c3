import { z } from 'zod';
import type { ShopId } from '../protocol/ids.js';

/**
 * Something to be sent after a conversation changed, written in the transaction that changed it and sent at least
 * once; receivers drop repeats by `id`, which is unique over all shops (it begins with a random conversation id).
 */
export const outboxMessageSchema = z.discriminatedUnion('kind', [
  /** Tells the shop's support address that somebody waits. No customer text: only where to look. */
  z.object({ id: z.string(), kind: z.literal('mail-handoff'), conversationId: z.string(), reason: z.string() }),
]);

export type OutboxMessage = z.infer<typeof outboxMessageSchema>;

/** Port: what the log's transactions left to be sent. */
export type Outbox = {
  /** Not yet marked as sent, in the order it was written; at most `limit`. */
  pending(limit: number): Promise<StoredOutbox[]>;
  /** By message id. Durable when it resolves; ids that are not here are passed over. */
  markSent(ids: string[]): Promise<void>;
};

export type StoredOutbox = { shopId: ShopId; message: OutboxMessage };
