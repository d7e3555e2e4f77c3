import { describe, expect, it } from 'vitest';
import { fitHead } from '../../src/learning/fit-head.js';
import { judgeMessage } from '../../src/understanding/judge-message.js';
import type { Model } from '../../src/understanding/model-folder.js';

const LABELS = ['cancel_order', 'out_of_scope', 'track_order'];
const thresholds = { confident: 0.5, gap: 0.1, pair: 0.6 };
const spread = { mean: 0, deviation: 1 };
const head = fitHead(
  [
    { text: 'cancel my order', label: 'cancel_order', vector: Float32Array.of(1, 0) },
    { text: 'where is my parcel', label: 'track_order', vector: Float32Array.of(0, 1) },
    { text: 'who won the match', label: 'out_of_scope', vector: Float32Array.of(0, 0) },
  ],
  { labels: LABELS },
);
const model: Model = {
  modelId: 'intents-test',
  folder: 'none',
  baseWeights: '0'.repeat(64),
  head,
  calibration: {
    common: { frozen: 0.2, fused: 1, thresholds },
    zh: { frozen: 5, thresholds: { ...thresholds, confident: 0.99 } },
  },
  fusion: { tuned: 0.5, votes: 0.25, frozen: 1.25 },
  unknown: { energy: spread, base: spread, tuned: spread, threshold: 0, falseAlarms: 0.02 },
  lexicon: { words: new Map(), known: new Set() },
  encoderLanguages: 'english',
  sentiment: undefined,
};
const vector = Float32Array.of(1, 0);
const near = { base: 0.9, tuned: 0.9 };
const message = { text: 'cancel my order', language: 'en' } as const;

describe('judging a message', () => {
  it('answers by all three together where the fine-tuned layers read it', () => {
    const tuned = { scores: Float32Array.of(0, 0, 6), votes: Float32Array.of(-1, -30, -2), nearness: near };
    const alone = judgeMessage(model, { ...message, reading: { vector, tuned: undefined } });
    const both = judgeMessage(model, { ...message, reading: { vector, tuned } });
    expect(alone.ranking[0]?.intent).toBe('cancel_order');
    const powers = [...alone.probabilities].map(
      (share, at) => share ** 0.25 * Math.exp(0.5 * (tuned.scores[at] ?? 0) + 0.25 * (tuned.votes[at] ?? 0)),
    );
    const total = powers.reduce((sum, power) => sum + power, 0);
    both.probabilities.forEach((share, at) => void expect(share).toBeCloseTo((powers[at] ?? 0) / total, 5));
    expect(both.probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(alone.unknownScore).toBeUndefined();
  });

  it('does not act on a sure answer to a message unlike any other, and takes an unsure one for out of scope', () => {
    const far = { base: -0.9, tuned: -0.9 };
    const votes = new Float32Array(3);
    const sure = { scores: Float32Array.of(1.5, -3, -3), votes, nearness: far };
    const torn = { scores: Float32Array.of(0, 0, 0.1), votes, nearness: far };
    const decide = (tuned: typeof sure, text: string, read = vector) =>
      judgeMessage(model, { ...message, text, reading: { vector: read, tuned } }).decision.kind;
    expect(decide({ ...sure, nearness: near, scores: Float32Array.of(9, 0, 0) }, 'cancel my order')).toBe('confident');
    expect(decide(sure, 'cancel my order')).toBe('unsure');
    expect(decide(torn, 'zzz', Float32Array.of(0.7, 0.7))).toBe('out-of-scope');
  });

  it('takes the temperature and thresholds of the message’s language', () => {
    const reading = { vector, tuned: undefined };
    expect(judgeMessage(model, { ...message, reading }).decision.kind).toBe('confident');
    expect(judgeMessage(model, { ...message, language: 'zh', reading }).decision.kind).not.toBe('confident');
  });
});
