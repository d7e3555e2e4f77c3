import type { Conversation } from '../conversation.js';
import type { ConversationEvent } from '../conversation-event.js';

type Said = Extract<ConversationEvent, { kind: 'customer-said' }>;

/** How often in a row the same was written before. A quick reply is no writing, and of a code only its mark is known. */
export function repeatsAfter({ lastWords, repeats }: Conversation, { text, choice, codeMark }: Said): number {
  if (choice !== undefined || codeMark !== undefined || sameWords(text) === '') return 0;
  return sameWords(text) === sameWords(lastWords) ? repeats + 1 : 0;
}

/** The same for the fourth time, or a heap of links. "Where is it?" three times is somebody waiting, and a yes is short. */
const MOST_REPEATS = 3;
const MOST_SHORT_REPEATS = 7;
const SHORT = 5;
const MOST_LINKS = 3;

export function isSpam({ repeats }: Pick<Conversation, 'repeats'>, text: string): boolean {
  const most = sameWords(text).length <= SHORT ? MOST_SHORT_REPEATS : MOST_REPEATS;
  return repeats >= most || (text.match(LINK)?.length ?? 0) > MOST_LINKS;
}

const LINK = /https?:\/\/|\bwww\.[a-z0-9]/giu;

/** Without case, spaces and marks, so that one more "!" is no other message. */
function sameWords(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
