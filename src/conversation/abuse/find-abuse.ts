import type { Sentiment } from '../../understanding/sentiment.js';
import type { Conversation, CustomerMessage } from '../conversation.js';
import type { Abuse } from './abuse.js';
import { isInsult } from './insult.js';
import { isSpam } from './repeats.js';

type Heard = { conversation: Conversation; message: CustomerMessage; sentiment: Sentiment | undefined };

/** A pressed reply is in our own words, and a code is none. */
export function findAbuse({ conversation, message, sentiment }: Heard): Abuse | undefined {
  if (message.choice !== undefined || message.codeMark !== undefined) return undefined;
  if (isInsult(message.text, sentiment)) return 'insult';
  return isSpam(conversation, message.text) ? 'spam' : undefined;
}
