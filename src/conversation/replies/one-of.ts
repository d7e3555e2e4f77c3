import type { Wordings } from '../../texts/wordings.js';
import type { Conversation } from '../conversation.js';

/**
 * The wording that was said longest ago, so that nothing is said twice in a row in the same words: the first at first.
 * Deterministic, so that a decision made twice is the same.
 */
export function oneOf(wordings: Wordings, { said }: Pick<Conversation, 'said'>): string {
  const [first, ...others] = wordings;
  return others.reduce((best, wording) => (said.lastIndexOf(wording) < said.lastIndexOf(best) ? wording : best), first);
}
