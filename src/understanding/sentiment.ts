import { softmax } from './head.js';
import { CUE_NAMES, readSentimentCues } from './sentiment-cues.js';

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
export type SentimentLabel = (typeof SENTIMENTS)[number];

/** Probabilities of the message's tone, which sum to 1, and of annoyance with the shop or its service; all 0..1. */
export type Sentiment = Record<SentimentLabel, number> & { frustration: number };

/** Negative, neutral, positive, frustration: the columns of a sentiment model. */
export const SENTIMENT_OUTPUTS = SENTIMENTS.length + 1;

/** Linear layer over a sentence vector and the cues of its text. */
export type SentimentModel = {
  dimensions: number;
  /** [dimensions + cues, outputs] */
  weights: Float32Array;
  /** [outputs] */
  bias: Float32Array;
};

/**
 * @param vector [dimensions]; all zeros for a text the encoder cannot read, which then counts as calm unless its marks say otherwise
 * @param text what the vector was made of
 */
export function scoreSentiment(model: SentimentModel, vector: Float32Array, text: string): Sentiment {
  const features = sentimentFeatures(vector, text);
  const scores = Float64Array.from(model.bias);
  for (let row = 0; row < features.length; row++) {
    const value = features[row] ?? 0;
    const start = row * SENTIMENT_OUTPUTS;
    for (let output = 0; output < SENTIMENT_OUTPUTS; output++) {
      scores[output] = (scores[output] ?? 0) + value * (model.weights[start + output] ?? 0);
    }
  }
  const [negative = 0, neutral = 0, positive = 0] = softmax(scores.subarray(0, SENTIMENTS.length), 1);
  return { negative, neutral, positive, frustration: 1 / (1 + Math.exp(-(scores[SENTIMENTS.length] ?? 0))) };
}

/** The vector, then the cues: [dimensions + cues]. */
export function sentimentFeatures(vector: Float32Array, text: string): Float32Array {
  const cues = readSentimentCues(text);
  const features = new Float32Array(vector.length + CUE_NAMES.length);
  features.set(vector);
  CUE_NAMES.forEach((name, at) => {
    features[vector.length + at] = cues[name];
  });
  return features;
}
