import { softmax } from './head.js';

/**
 * How the fine-tuned head's answer and the frozen one's become one. Temperatures are chosen on held-out messages;
 * see learning/calibrate-fusion.ts.
 */
export type Fusion = {
  /** Of the fine-tuned head's scores. */
  tuned: number;
  /** Of the frozen head's scores. */
  frozen: number;
  /** Of both together: above 1 the answer is made less sure, below 1 surer. */
  both: number;
};

/**
 * Probability per intent, [classes]; sums to 1. The mean of both answers: each was shown other features of the same
 * phrases, and where they differ neither is to be trusted alone.
 */
export function fuse(tunedScores: Float32Array, frozenScores: Float64Array, fusion: Fusion): Float32Array {
  return softmax(fusedScores(tunedScores, frozenScores, fusion), fusion.both);
}

/** Logarithms of the mean of both answers, [classes]. */
export function fusedScores(
  tunedScores: Float32Array,
  frozenScores: Float64Array,
  { tuned, frozen }: Pick<Fusion, 'tuned' | 'frozen'>,
): Float64Array {
  const one = softmax(Float64Array.from(tunedScores), tuned);
  const other = softmax(frozenScores, frozen);
  return Float64Array.from(one, (share, index) => Math.log(Math.max((share + (other[index] ?? 0)) / 2, LEAST)));
}

/** Below what a 32-bit probability can tell from 0. */
const LEAST = 1e-30;
