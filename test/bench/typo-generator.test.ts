import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTypoGenerator } from './typo-generator.js';

const word = fc.constantFrom(
  'parcel',
  'where',
  'aaaa',
  'Café',
  'RETURN',
  'my',
  'the',
  "don't",
  'HL-104233',
  'a@b.org',
  '2day',
  '包裹在哪里',
);
const message = fc.array(word, { maxLength: 20 }).map((words) => words.join(' '));
const isLong = (each: string) => /^\p{Script=Latin}{4,}$/u.test(each);

/** Edits between two words, where a swap of neighbours counts as one: optimal string alignment. */
function editDistance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (_, j) => (i === 0 ? j : i)),
  );
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= other.length; j++) {
      const isEqual = one[i - 1] === other[j - 1];
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + (isEqual ? 0 : 1),
        isSwap ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return rows[one.length]![other.length]!;
}

describe('the typos of the judge', () => {
  it('are one edit in a word of four or more letters, and none in others', () => {
    fc.assert(
      fc.property(message, fc.nat(), (text, seed) => {
        const after = createTypoGenerator(seed, 1)(text).split(' ');
        text.split(' ').forEach((before, place) => {
          expect(editDistance(before, after[place] ?? '')).toBe(isLong(before) ? 1 : 0);
        });
      }),
    );
  });

  it('are the same for the same seed, others for another', () => {
    const text = 'where is my parcel, it should have been delivered yesterday morning';
    expect(createTypoGenerator(5, 1)(text)).toBe(createTypoGenerator(5, 1)(text));
    expect(createTypoGenerator(5, 1)(text)).not.toBe(createTypoGenerator(6, 1)(text));
  });

  it('come to 15 of 100 words, of each sort alike', () => {
    const addTypos = createTypoGenerator(1);
    const words = Array.from({ length: 40_000 }, () => addTypos('shopped')).filter((each) => each !== 'shopped');
    expect(words.length / 40_000).toBeCloseTo(0.15, 2);
    const sorted = (letters: string) => [...letters].sort().join('');
    const shares = [
      words.filter((each) => each.length < 7),
      words.filter((each) => each.length > 7),
      words.filter((each) => sorted(each) === sorted('shopped')),
    ].map(({ length }) => length / words.length);
    // A swap of the two p is drawn again, so that swaps are a little rarer.
    for (const share of shares) expect(share).toBeGreaterThan(0.2);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThan(0.78);
  });

  it('come at another rate when told so', () => {
    expect(createTypoGenerator(1, 0)('where is the parcel')).toBe('where is the parcel');
  });
});
