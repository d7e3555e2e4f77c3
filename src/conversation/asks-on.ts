import type { Reply, Turn } from './turn.js';

/**
 * Whether a reply asks on for what the open question was about: the rest of a proof, or the proof for what was chosen of
 * two. The message that led to it holds what the customer came for, and is still the one to go by.
 */
export function asksOn({ conversation: { question }, purpose }: Turn, { question: next }: Reply): boolean {
  if (next?.kind !== 'identify') return false;
  if (question?.kind === 'identify') return purpose.kind === 'prove' && question.intent === next.intent;
  return question?.kind === 'which-intent' && purpose.kind === 'serve' && question.intents.includes(next.intent);
}
