import { softmax } from './head.js';

/** Temperatures of each head's scores before they are averaged; chosen on held-out messages by learning/calibrate-fusion.ts. */
export type Fusion = { tuned: number; frozen: number };

/**
 * Logarithms of the mean of the fine-tuned and the frozen head's answers, [classes]: scores to be calibrated once more.
 * Each head was shown other features of the same phrases, and where they differ neither is to be trusted alone.
 */
export function fusedScores(
  tunedScores: Float32Array,
  frozenScores: Float64Array,
  { tuned, frozen }: Fusion,
): Float64Array {
  const one = softmax(Float64Array.from(tunedScores), tuned);
  const other = softmax(frozenScores, frozen);
  return Float64Array.from(one, (share, index) => Math.log(Math.max((share + (other[index] ?? 0)) / 2, LEAST)));
}

/** Below what a 32-bit probability can tell from 0. */
const LEAST = 1e-30;
