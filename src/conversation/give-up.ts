import type { Texts } from '../texts/texts.js';
import type { Decision } from './choose-reply.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import { say, sayOneOf } from './replies/text-block.js';

/** The model does not answer: say so and pass the message to a person, who can read it. */
export function giveUpOnUnderstanding(conversation: Conversation, message: CustomerMessage, texts: Texts): Decision {
  const { conversationId, holder } = conversation;
  const isWaiting = holder === 'waiting';
  return {
    events: [
      {
        kind: 'bot-said',
        blocks: [isWaiting ? sayOneOf(texts.waitingNoted, { conversation }) : say(texts.understandingDown)],
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
