import type { Block } from '../protocol/block.js';
import type { Texts } from '../texts/texts.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { HandoffReason } from './handoff-reason.js';
import { requestHandoff } from './outbox/request-handoff.js';
import { sayOneOf } from './replies/text-block.js';
import type { Decision } from './turn.js';

type Passing = {
  conversation: Conversation;
  texts: Texts;
  /** The message that cannot be served. */
  seq: CustomerMessage['seq'];
  reason: HandoffReason;
  /** For the agent: what it is about. */
  summary: string;
};

/** A person is told and the customer hears of it; where one was told already, the customer is only assured of that. */
export function passOn({ conversation, texts, seq, reason, summary }: Passing): Decision & { said: Block } {
  const words = conversation.holder === 'waiting' ? texts.waitingNoted : texts.handoff[reason];
  return {
    said: sayOneOf(words, { conversation }),
    ...requestHandoff({ conversation, message: { seq }, reason, summary }),
  };
}
