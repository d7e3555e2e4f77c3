import { createRandom } from '../random.js';

/**
 * Where the true difference of two accuracies lies with 95 % confidence: the middle 95 % of the differences on messages
 * drawn anew with replacement. Both answers to a message stay together, as the errors of two models are alike.
 * Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3.
 * @param gains per message: 1 when only the second model was right, −1 when only the first, else 0
 */
export function bootstrapDifference(
  gains: Int8Array,
  { draws = 2_000, seed = 1 }: { draws?: number; seed?: number } = {},
): [low: number, high: number] {
  if (gains.length === 0) return [-1, 1];
  const random = createRandom(seed);
  const means = Float64Array.from({ length: draws }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < gains.length; drawn++) sum += gains[Math.floor(random() * gains.length)] ?? 0;
    return sum / gains.length;
  }).sort();
  return [means[Math.floor(0.025 * draws)] ?? -1, means[Math.ceil(0.975 * draws) - 1] ?? 1];
}
