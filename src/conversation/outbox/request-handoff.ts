import type { Conversation, CustomerMessage } from '../conversation.js';
import type { HandoffReason } from '../handoff-reason.js';
import type { Decision } from '../turn.js';

type Handoff = {
  conversation: Pick<Conversation, 'conversationId' | 'holder'>;
  message: Pick<CustomerMessage, 'seq'>;
  reason: HandoffReason;
  /** For the agent: what it is about. */
  summary: string;
};

/** A person is told, in the log and by mail, of one message once; where one is waited for already, nobody is told again. */
export function requestHandoff({ conversation, message, reason, summary }: Handoff): Decision {
  const { conversationId, holder } = conversation;
  if (holder === 'waiting') return { events: [], outbox: [] };
  return {
    events: [{ kind: 'handoff-requested', reason, summary }],
    outbox: [{ id: `${conversationId}.${message.seq}.mail-handoff`, kind: 'mail-handoff', conversationId, reason }],
  };
}
