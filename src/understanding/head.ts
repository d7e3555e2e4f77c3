import { type NGramVocabulary, weighNGrams } from './n-grams.js';

/**
 * Linear layer over a sentence vector and the n-grams of its text: score = dense · vector + sparse · n-grams + bias,
 * probability = softmax(score / temperature).
 */
export type Head = {
  /** Names of the intents, [classes]. */
  labels: readonly string[];
  dimensions: number;
  temperature: number;
  /**
   * Length the weighted n-grams are scaled to, words and characters each, beside a sentence vector of length 1; twice that
   * where the encoder knows no word of a text.
   */
  nGramWeight: number;
  /** [dimensions, classes] */
  dense: Float32Array;
  /** [classes] */
  bias: Float32Array;
  /** Every n-gram seen in training; those from `keptNGrams` on have no weights and count only for the length. */
  vocabulary: NGramVocabulary;
  keptNGrams: number;
  /** [keptNGrams, classes], each row to be multiplied by its scale. */
  sparse: Int8Array;
  /** [keptNGrams] */
  sparseScales: Float32Array;
};

/** Probability per intent, [classes], in the order of the head's labels; sums to 1. */
export function scoreIntents(head: Head, vector: Float32Array, text: string): Float32Array {
  return softmax(rawScores(head, vector, text), head.temperature);
}

/** Scores before temperature and softmax, [classes]. */
export function rawScores(head: Head, vector: Float32Array, text: string): Float64Array {
  const scores = Float64Array.from(head.bias);
  vector.forEach((value, row) => {
    addScaled(scores, head.dense, { row, scale: value });
  });
  const { features, values } = weighNGrams(text, head.vocabulary, nGramLength(vector, head.nGramWeight));
  features.forEach((row, index) => {
    if (row >= head.keptNGrams) return;
    addScaled(scores, head.sparse, { row, scale: (values[index] ?? 0) * (head.sparseScales[row] ?? 0) });
  });
  return scores;
}

/**
 * N-grams that have no sentence vector beside them get what it would have had. Of Chinese phrases by the English encoder,
 * held out in turn, 66 % are told rightly instead of 65.
 */
export function nGramLength(vector: Float32Array, nGramWeight: number): number {
  return vector.length > 0 && vector.every((value) => value === 0) ? 2 * nGramWeight : nGramWeight;
}

export function softmax(scores: Float64Array, temperature: number): Float32Array {
  const largest = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp((score - largest) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Float32Array.from(powers, (power) => power / sum);
}

function addScaled(scores: Float64Array, table: Float32Array | Int8Array, at: { row: number; scale: number }): void {
  const start = at.row * scores.length;
  for (let index = 0; index < scores.length; index++) {
    scores[index] = (scores[index] ?? 0) + at.scale * (table[start + index] ?? 0);
  }
}
