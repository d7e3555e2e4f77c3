import type { Texts } from '../texts/texts.js';
import type { Decision } from './choose-reply.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import { say } from './replies/text-block.js';

/** The model does not answer: say so and pass the message to a person, who can read it. */
export function giveUpOnUnderstanding(
  { conversationId, holder }: Conversation,
  message: CustomerMessage,
  texts: Texts,
): Decision {
  const isWaiting = holder === 'waiting';
  return {
    events: [
      {
        kind: 'bot-said',
        blocks: [say(isWaiting ? texts.waitingNoted : texts.understandingDown)],
        answers: [message.seq],
      },
      ...(isWaiting ? [] : [{ kind: 'handoff-requested' as const, reason: 'not-understood' as const, summary: '' }]),
    ],
    outbox: isWaiting
      ? []
      : [
          {
            id: `${conversationId}.${message.seq}.mail-handoff`,
            kind: 'mail-handoff',
            conversationId,
            reason: 'not-understood',
          },
        ],
  };
}
