import type { Intent } from '../../understanding/intent-catalog.js';

/** Whether an intent asks for a person, which is never the answer to anything else. */
export function isForPerson({ reply }: Intent): boolean {
  return 'job' in reply && reply.job === 'hand-over';
}
