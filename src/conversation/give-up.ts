import type { Texts } from '../texts/texts.js';
import type { Decision } from './choose-reply.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import { handoffMail } from './handoff-mail.js';
import { say, sayOneOf } from './replies/text-block.js';

/** The model does not answer: say so and pass the message to a person, who can read it. */
export function giveUpOnUnderstanding(conversation: Conversation, message: CustomerMessage, texts: Texts): Decision {
  const isWaiting = conversation.holder === 'waiting';
  return {
    events: [
      {
        kind: 'bot-said',
        blocks: [isWaiting ? sayOneOf(texts.waitingNoted, { conversation }) : say(texts.understandingDown)],
        answers: [message.seq],
      },
      ...(isWaiting ? [] : [{ kind: 'handoff-requested' as const, reason: 'not-understood' as const, summary: '' }]),
    ],
    outbox: isWaiting ? [] : [handoffMail(conversation, message, 'not-understood')],
  };
}
