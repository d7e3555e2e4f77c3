import type { TunedReading } from './encoder.js';

/**
 * What the scores of each way to tell a message's intent are multiplied by before they are added: how far it is to be
 * trusted, over its temperature. Chosen on held-out messages by learning/calibrate-fusion.ts.
 */
export type Fusion = {
  /** The fine-tuned head. */
  tuned: number;
  /** The votes of the nearest training phrases by fine-tuned vectors. */
  votes: number;
  /** The head over the frozen encoder's vector and the n-grams. */
  frozen: number;
};

/**
 * Scores of all three together, [classes], to be calibrated once more: a weighted sum, which multiplies their answers
 * (Hinton, "Products of Experts", ICANN 1999). Each goes wrong on messages of its own: the head draws lines between
 * intents, the votes know where their phrases lie, and the frozen head was shown words that fine-tuning may forget.
 */
export function fusedScores(
  { scores, votes }: Pick<TunedReading, 'scores' | 'votes'>,
  frozenScores: Float64Array,
  fusion: Fusion,
): Float64Array {
  const { tuned, frozen } = fusion;
  return Float64Array.from(
    frozenScores,
    (score, at) => tuned * (scores[at] ?? 0) + fusion.votes * (votes[at] ?? 0) + frozen * score,
  );
}
