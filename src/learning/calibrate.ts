import { softmax } from '../understanding/head.js';

/** What a model said of a message, and what was meant. */
export type Scored = { label: number; scores: Float64Array };

const LOWEST = 0.02;
const HIGHEST = 5;
const STEPS = 40;

/**
 * The temperature under which held-out messages are least surprising: smallest mean negative log likelihood.
 * Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2. Golden-section search over its logarithm.
 */
export function calibrateTemperature(heldOut: readonly Scored[]): number {
  const best = lowestAt((log) => surprise(heldOut, Math.exp(log)), { low: Math.log(LOWEST), high: Math.log(HIGHEST) });
  return Math.fround(Math.exp(best));
}

/** Where a function with one valley is lowest, by golden-section search. */
function lowestAt(value: (at: number) => number, { low, high }: { low: number; high: number }): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [low, high];
  for (let step = 0; step < STEPS; step++) {
    const lower = right - ratio * (right - left);
    const upper = left + ratio * (right - left);
    if (value(lower) < value(upper)) right = upper;
    else left = lower;
  }
  return (left + right) / 2;
}

/** Mean negative log likelihood of the true labels. */
function surprise(heldOut: readonly Scored[], temperature: number): number {
  const total = heldOut.reduce((sum, { label, scores }) => {
    const probability = softmax(scores, temperature)[label] ?? 0;
    return sum - Math.log(Math.max(probability, 1e-12));
  }, 0);
  return total / heldOut.length;
}

/** Mean gap between stated probability and share of right answers over equal bins of the probability, 0..1. */
export function calibrationError(predictions: { probability: number; isRight: boolean }[], bins = 15): number {
  const sums = Array.from({ length: bins }, () => ({ count: 0, probability: 0, right: 0 }));
  for (const { probability, isRight } of predictions) {
    const bin = sums[Math.min(bins - 1, Math.floor(probability * bins))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.probability += probability;
    bin.right += isRight ? 1 : 0;
  }
  const gaps = sums.reduce((total, bin) => total + Math.abs(bin.probability - bin.right), 0);
  return predictions.length === 0 ? 0 : gaps / predictions.length;
}
