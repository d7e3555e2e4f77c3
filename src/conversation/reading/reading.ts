import type { Intent } from '../../understanding/intent-catalog.js';
import type { Understanding } from '../../understanding/understanding.js';
import type { Conversation, CustomerMessage } from '../conversation.js';

/** A message, and what it is read in the light of. */
export type Reading = {
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  /** By name. */
  intents: Map<string, Intent>;
};
