import type { Conversation } from '../conversation.js';

/** How long the next message has to wait, in milliseconds; 0 when it is welcome. A person who took over reads everything. */
export function holdMs({ restraint, holder, lastAt }: Conversation, now: number): number {
  if (restraint === undefined || holder === 'agent' || holder === 'waiting') return 0;
  return Math.max(0, restraint.until - now, lastAt + restraint.everyMs - now);
}
