import type { Intent } from '../../understanding/intent-catalog.js';
import type { Reading } from './reading.js';

/** Least probability of all that one page answers, together. */
const LEAST = 0.45;

/**
 * The likeliest intent, where the model cannot tell it from others that the same page answers: what delivery costs and how
 * long it takes are both looked up there, by the words of the question.
 */
export function onSamePage({ understanding: { ranking }, intents }: Reading): Intent | undefined {
  const [first] = ranking.map(({ intent }) => intents.get(intent));
  const page = first && onlyPageOf(first);
  if (page === undefined) return undefined;
  const together = ranking
    .filter(({ intent }) => onlyPageOf(intents.get(intent)) === page)
    .reduce((sum, { probability }) => sum + probability, 0);
  return together >= LEAST ? first : undefined;
}

/** Of an intent that nothing but a page answers. */
function onlyPageOf(intent: Intent | undefined): string | undefined {
  const reply = intent?.reply;
  return reply !== undefined && 'policy' in reply && !('job' in reply) && !('flow' in reply) ? reply.policy : undefined;
}

/** Whether two intents are answered by one page alone. */
export function haveSamePage(first: Intent, second: Intent): boolean {
  return onlyPageOf(first) !== undefined && onlyPageOf(first) === onlyPageOf(second);
}
