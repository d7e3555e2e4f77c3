import { z } from 'zod';
import { conversationIdSchema, type ShopId } from '../../protocol/ids.js';

/** Tells the shop's support address that somebody waits. No customer text: only where to look. */
export const handoffMailSchema = z.object({
  id: z.string(),
  kind: z.literal('mail-handoff'),
  conversationId: z.string(),
  reason: z.string(),
});

/** A code to the address on file; where nobody was found, the same row is written and nothing is sent. */
export const codeMailSchema = z.object({
  id: z.string(),
  kind: z.literal('mail-code'),
  conversationId: conversationIdSchema,
  challenge: z.number().int().positive(),
});

/**
 * Something to be sent after a conversation changed, written in the transaction that changed it and sent at least
 * once; receivers drop repeats by `id`, which is unique over all shops (it begins with a random conversation id).
 */
export const outboxMessageSchema = z.discriminatedUnion('kind', [handoffMailSchema, codeMailSchema]);

export type OutboxMessage = z.infer<typeof outboxMessageSchema>;

/** Port: what the log's transactions left to be sent. */
export type Outbox = {
  /** Not yet marked as sent, in the order it was written; at most `limit`. */
  pending(limit: number): Promise<StoredOutbox[]>;
  /** By message id. Durable when it resolves; ids that are not here are passed over. */
  markSent(ids: string[]): Promise<void>;
};

export type StoredOutbox = { shopId: ShopId; message: OutboxMessage };
