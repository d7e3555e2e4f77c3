import type { Block } from '../protocol/block.js';
import type { Texts } from '../texts/texts.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { ConversationEvent } from './conversation-event.js';
import { handoffMail } from './handoff-mail.js';
import type { HandoffReason } from './handoff-reason.js';
import type { OutboxMessage } from './outbox.js';
import { sayOneOf } from './replies/text-block.js';

type Passing = {
  conversation: Conversation;
  texts: Texts;
  /** The message that cannot be served. */
  seq: CustomerMessage['seq'];
  reason: HandoffReason;
  /** For the agent: what it is about. */
  summary: string;
};

type PassedOn = { said: Block; events: ConversationEvent[]; outbox: OutboxMessage[] };

/** A person is told and the customer hears of it; where one was told already, the customer is only assured of that. */
export function passOn({ conversation, texts, seq, reason, summary }: Passing): PassedOn {
  if (conversation.holder === 'waiting') {
    return { said: sayOneOf(texts.waitingNoted, { conversation }), events: [], outbox: [] };
  }
  return {
    said: sayOneOf(texts.handoff[reason], { conversation }),
    events: [{ kind: 'handoff-requested', reason, summary }],
    outbox: [handoffMail(conversation, { seq }, reason)],
  };
}
