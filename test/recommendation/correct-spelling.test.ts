import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctSpelling } from '../../src/recommendation/correct-spelling.js';

const KNOWN = [
  'jacket',
  'beanie',
  'trousers',
  'socks',
  'shorts',
  'candles',
  'gloves',
  'backpack',
  'coat',
  'stove',
  'chair',
];

describe('correcting spelling', () => {
  it.each([
    ['jaket', 'jacket'],
    ['jakcet', 'jacket'],
    ['beanny', 'beanie'],
    ['trowsers', 'trousers'],
    ['socs', 'socks'],
    ['candels', 'candles'],
    ['bakpack', 'backpack'],
  ])('reads %s as %s', (typed, meant) => {
    expect(correctSpelling(typed, KNOWN)).toBe(meant);
  });

  it.each(['cost', 'store', 'hair', 'back', 'shorter', 'parcel', 'order', 'the', 'price', 'refund'])(
    'leaves %s alone',
    (word) => {
      expect(correctSpelling(word, KNOWN)).toBeUndefined();
    },
  );

  it('only ever answers a known word, begun alike and about as long', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcehjkostnu'), maxLength: 10 }), (word) => {
        const corrected = correctSpelling(word, KNOWN);
        if (corrected === undefined) return;
        expect(KNOWN).toContain(corrected);
        expect(corrected[0]).toBe(word[0]);
        expect(Math.abs(corrected.length - word.length)).toBeLessThanOrEqual(2);
      }),
    );
  });
});
