import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitHead } from '../../src/learning/fit-head.js';
import { rawScores, scoreIntents } from '../../src/understanding/head.js';
import { decodeHead, encodeHead } from '../../src/understanding/head-file.js';
import { countNGrams, weighNGrams } from '../../src/understanding/n-grams.js';

const labels = ['hello', 'track', 'refund'];
const examples = [
  ['hi there', 'hello'],
  ['hello shop', 'hello'],
  ['good morning', 'hello'],
  ['where is my parcel', 'track'],
  ['track my parcel please', 'track'],
  ['parcel still not here', 'track'],
  ['money back when', 'refund'],
  ['refund my money', 'refund'],
  ['when is the refund', 'refund'],
].map(([text = '', label = ''], at) => ({
  text,
  label,
  vector: Float32Array.from({ length: 4 }, (_, d) => Math.sin(at * 7 + d)),
}));
const head = fitHead(examples, { labels });

describe('the head', () => {
  it('tells what it was taught', () => {
    for (const { text, label, vector } of examples) {
      const scores = scoreIntents(head, vector, text);
      expect(labels[scores.indexOf(Math.max(...scores))], text).toBe(label);
    }
  });

  it('gives probabilities that sum to 1 for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const scores = scoreIntents(head, new Float32Array(4), text);
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('lets n-grams weigh twice where they have no sentence vector beside them', () => {
    const [one = 0, other = 0] = [new Float32Array(4), Float32Array.of(1, 0, 0, 0)].map(
      (vector) => (rawScores(head, vector, 'refund')[2] ?? 0) - (rawScores(head, vector, 'zzzz')[2] ?? 0),
    );
    expect(other).toBeGreaterThan(0);
    expect(one).toBeCloseTo(2 * other, 5);
  });

  it('is the same after being written and read', () => {
    const read = decodeHead(encodeHead(head), labels);
    for (const { text, vector } of examples)
      expect(rawScores(read, vector, text)).toEqual(rawScores(head, vector, text));
    expect(encodeHead(read)).toEqual(encodeHead(head));
  });

  it('is trained to the same bytes by the same examples', () => {
    expect(encodeHead(fitHead(examples, { labels }))).toEqual(encodeHead(head));
  });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['too long', (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.of(0)])],
    ['nothing', () => new Uint8Array(0)],
    ['something else', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte))],
    [
      'a header that asks for 4 billion n-grams',
      (bytes: Uint8Array) => bytes.map((byte, at) => (at >= 12 && at < 16 ? 255 : byte)),
    ],
  ])('is refused when it is %s', (_what, change) => {
    expect(() => decodeHead(change(encodeHead(head)), labels)).toThrowError(
      expect.objectContaining({ code: 'MODEL_INVALID' }),
    );
  });

  it('is refused when the manifest names other intents', () => {
    expect(() => decodeHead(encodeHead(head), ['one'])).toThrowError(
      expect.objectContaining({ code: 'MODEL_INVALID' }),
    );
  });

  it('drops the n-grams that matter least, and keeps to 4 MB', () => {
    const many = Array.from({ length: 150 }, (_, label) => `intent ${label}`);
    const wordy = many.flatMap((label, at) =>
      Array.from({ length: 2 }, (_, n) => ({
        text: Array.from({ length: 30 }, (_, w) =>
          ((at * 7919 + n * 104_729 + w * 1_299_709) % 9_999_991).toString(36).replace(/\d/g, 'x'),
        ).join(' '),
        label,
        vector: new Float32Array(0),
      })),
    );
    const big = fitHead(wordy, { labels: many });
    expect(encodeHead(big).length).toBeLessThanOrEqual(4_000_000);
    expect(big.keptNGrams).toBeLessThan(big.vocabulary.index.size);
  }, 60_000);
});

describe('n-grams', () => {
  it('are words of one and two, and characters of two to four inside a word', () => {
    const { words, characters } = countNGrams('Hi you');
    expect(words.size).toBe(3);
    // " hi ": _h hi i_ _hi hi_ _hi_; " you ": _y yo ou u_ _yo you ou_ _you you_
    expect(characters.size).toBe(15);
  });

  it('are of Chinese its words and their pairs, and single characters and pairs of them', () => {
    const { words, characters } = countNGrams('我要退货');
    // 我 要 退货 退 货, and four pairs of neighbours among them
    expect(words.size).toBe(9);
    // "_我要退货_": five different characters, and the five pairs
    expect(characters.size).toBe(10);
  });

  it('take traditional characters for the simplified ones of the same words, also in mixed company', () => {
    expect(countNGrams('請問這個包裹什麼時候到?')).toEqual(countNGrams('请问这个包裹什么时候到?'));
    expect(countNGrams('唔該 track 訂單')).toEqual(countNGrams('唔该 track 订单'));
    expect(countNGrams('track my parcel')).not.toEqual(countNGrams('track my 包裹'));
  });

  it('do not see which number a number is, nor upper case', () => {
    expect(countNGrams('ORDER 104233')).toEqual(countNGrams('order 999999'));
  });

  it('that training has not seen count for nothing', () => {
    const { features } = weighNGrams('zzzz qqqq', head.vocabulary, 1);
    expect(features).toHaveLength(0);
  });

  it('are scaled to the weight, words and characters each', () => {
    const { values } = weighNGrams('where is my parcel', head.vocabulary, 0.5);
    expect(Math.hypot(...values)).toBeCloseTo(0.5 * Math.SQRT2, 5);
  });
});
