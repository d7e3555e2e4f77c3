import { z } from 'zod';

/**
 * Something to be sent after a conversation changed, written in the transaction that changed it and sent at least
 * once; receivers drop repeats by `id`.
 */
export const outboxMessageSchema = z.discriminatedUnion('kind', [
  /** Tells the shop's support address that somebody waits. No customer text: only where to look. */
  z.object({ id: z.string(), kind: z.literal('mail-handoff'), conversationId: z.string(), reason: z.string() }),
]);

export type OutboxMessage = z.infer<typeof outboxMessageSchema>;
