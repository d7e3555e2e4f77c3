import type { Conversation, CustomerMessage } from './conversation.js';
import type { HandoffReason } from './handoff-reason.js';
import type { OutboxMessage } from './outbox.js';

/** Tells the agents that a conversation waits for one of them; the same message never twice. */
export function handoffMail(
  { conversationId }: Pick<Conversation, 'conversationId'>,
  { seq }: Pick<CustomerMessage, 'seq'>,
  reason: HandoffReason,
): OutboxMessage {
  return { id: `${conversationId}.${seq}.mail-handoff`, kind: 'mail-handoff', conversationId, reason };
}
