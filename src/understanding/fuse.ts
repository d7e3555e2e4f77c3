import { softmax } from './head.js';

/** How the answers of both heads become one; chosen on held-out messages by learning/calibrate-fusion.ts. */
export type Fusion = {
  /** Temperature of the fine-tuned head's scores. */
  tuned: number;
  /** Temperature of the frozen head's scores. */
  frozen: number;
  /** Of the frozen head in the sum of both, 0..1. Absent in older models, whose answers are averaged. */
  weight?: number | undefined;
};

/**
 * Scores of both heads together, [classes], to be calibrated once more: a weighted sum of their calibrated scores, which
 * multiplies their answers (Hinton, "Products of Experts", ICANN 1999). Each head was shown other features of the same
 * phrases; the weight says which of them is to be trusted more.
 */
export function fusedScores(tunedScores: Float32Array, frozenScores: Float64Array, fusion: Fusion): Float64Array {
  const { tuned, frozen, weight } = fusion;
  if (weight === undefined) return averaged(tunedScores, frozenScores, fusion);
  return Float64Array.from(
    frozenScores,
    (score, at) => ((1 - weight) * (tunedScores[at] ?? 0)) / tuned + (weight * score) / frozen,
  );
}

/** Logarithms of the mean of both answers. */
function averaged(tunedScores: Float32Array, frozenScores: Float64Array, { tuned, frozen }: Fusion): Float64Array {
  const one = softmax(Float64Array.from(tunedScores), tuned);
  const other = softmax(frozenScores, frozen);
  return Float64Array.from(one, (share, index) => Math.log(Math.max((share + (other[index] ?? 0)) / 2, LEAST)));
}

/** Below what a 32-bit probability can tell from 0. */
const LEAST = 1e-30;
