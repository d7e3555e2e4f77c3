import type { Texts } from '../texts/texts.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import { requestHandoff } from './outbox/request-handoff.js';
import { say, sayOneOf } from './replies/text-block.js';
import type { Decision } from './turn.js';

/** The model does not answer: say so and pass the message to a person, who can read it. */
export function giveUpOnUnderstanding(conversation: Conversation, message: CustomerMessage, texts: Texts): Decision {
  const isWaiting = conversation.holder === 'waiting';
  const said = isWaiting ? sayOneOf(texts.waitingNoted, { conversation }) : say(texts.understandingDown);
  const { events, outbox } = requestHandoff({ conversation, message, reason: 'not-understood', summary: '' });
  return { events: [{ kind: 'bot-said', blocks: [said], answers: [message.seq] }, ...events], outbox };
}
