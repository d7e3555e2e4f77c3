import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SENTIMENT_OUTPUTS,
  type SentimentModel,
  scoreSentiment,
  sentimentFeatures,
} from '../../src/understanding/sentiment.js';
import { CUE_NAMES, readSentimentCues } from '../../src/understanding/sentiment-cues.js';
import { decodeSentiment, encodeSentiment } from '../../src/understanding/sentiment-file.js';

const DIMENSIONS = 4;
const model: SentimentModel = {
  dimensions: DIMENSIONS,
  weights: Float32Array.from({ length: (DIMENSIONS + CUE_NAMES.length) * SENTIMENT_OUTPUTS }, (_, at) => Math.sin(at)),
  bias: Float32Array.of(0.1, 0.2, -0.3, -1),
};
const vector = Float32Array.of(0.5, -0.5, 0.5, 0.5);

describe('sentiment', () => {
  it('is three probabilities that sum to 1 and a frustration between 0 and 1, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { negative, neutral, positive, frustration } = scoreSentiment(model, vector, text);
        expect(negative + neutral + positive).toBeCloseTo(1, 5);
        for (const share of [negative, neutral, positive, frustration]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('is the softmax and the logistic of a linear layer over vector and cues', () => {
    const features = sentimentFeatures(vector, 'great!');
    const scores = [0, 1, 2, 3].map((output) =>
      features.reduce(
        (sum, value, row) => sum + value * model.weights[row * SENTIMENT_OUTPUTS + output]!,
        model.bias[output]!,
      ),
    );
    const powers = scores.slice(0, 3).map(Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    const sentiment = scoreSentiment(model, vector, 'great!');
    expect(sentiment.negative).toBeCloseTo(powers[0]! / sum, 5);
    expect(sentiment.positive).toBeCloseTo(powers[2]! / sum, 5);
    expect(sentiment.frustration).toBeCloseTo(1 / (1 + Math.exp(-scores[3]!)), 5);
  });
});

describe('the cues of a text', () => {
  it.each([
    ['this is great, lovely', { positive: 2 / 3, negative: 0 }],
    ['it is not bad', { negative: 0, deniedNegative: 1 / 3 }],
    ["I'm not very happy", { positive: 0, deniedPositive: 1 / 3 }],
    ['I can’t recommend it', { positive: 0, deniedPositive: 1 / 3 }],
    ['thank you', { thanks: 1 / 3 }],
    ['you thieves, what a joke', { anger: 2 / 3 }],
    ['still waiting, third time', { repetition: 1 }],
    ['my lawyer will write', { threat: 1 / 3 }],
    ['where is it?!', { question: 1 / 3, exclamation: 1 / 3, repeatedMarks: 1 / 3, request: 1 / 3 }],
    ['here I stand. Could I swap it? Please do', { request: 2 / 3 }],
    ['where do I send it', { address: 0 }],
    ['you and your parcels', { address: 2 / 3 }],
    ['WHERE IS MY COAT, size XL, VAT included', { shouting: 2 / 3 }],
    ['arrived 👍🎉', { positive: 2 / 3 }],
    ['什么时候到！！', { exclamation: 2 / 3, repeatedMarks: 1 / 3 }],
  ])('of %j are as read', (text, expected) => {
    expect(readSentimentCues(text)).toMatchObject(expected);
  });

  it('stay between 0 and 1', () => {
    const worst = `${'you awful useless thieves, thanks, not great, not bad, still my lawyer, great?! how '.repeat(40)}ANGRY AND LOUD AGAIN`;
    for (const text of [worst, '']) {
      for (const value of Object.values(readSentimentCues(text))) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('sentiment.bin', () => {
  it('is the same after being written and read, wherever its bytes begin', () => {
    const bytes = encodeSentiment(model);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeSentiment(bytes)).toEqual(model);
    expect(decodeSentiment(shifted.subarray(3))).toEqual(model);
  });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['too long', (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.of(0)])],
    ['nothing', () => new Uint8Array(0)],
    ['something else', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte))],
    ['made for other cues', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 8 ? byte + 1 : byte))],
    ['a header that asks for gigabytes', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 7 ? 255 : byte))],
    ['a weight that is no number', (bytes: Uint8Array) => bytes.map((byte, at) => (at >= 16 && at < 20 ? 255 : byte))],
  ])('is refused when it is %s', (_what, change) => {
    expect(() => decodeSentiment(change(encodeSentiment(model)))).toThrowError(
      expect.objectContaining({ code: 'MODEL_INVALID' }),
    );
  });
});
