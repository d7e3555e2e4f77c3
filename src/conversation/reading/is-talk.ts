import type { Intent } from '../../understanding/intent-catalog.js';

const TALK = new Set(['affirm', 'deny', 'thank', 'greet', 'farewell', 'say-bot', 'help', 'out-of-scope']);

/** Whether an intent is what people say to each other, and asks for nothing. */
export function isTalk({ reply }: Intent): boolean {
  return 'job' in reply && TALK.has(reply.job);
}
