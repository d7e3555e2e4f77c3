import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideWords } from '../../../../src/learning/fine-tune/start-up/hide-words.js';
import { chooseWords } from '../../../../src/learning/fine-tune/start-up/word-choices.js';
import { createRandom } from '../../../../src/learning/random.js';

const special = { mask: 3, all: [0, 1, 2, 3] };
const text = fc.array(fc.integer({ min: 4, max: 39 }), { minLength: 1, maxLength: 12 });

describe('hiding words', () => {
  it('changes only what is to be guessed, never the opening and closing, and asks for the word that was there', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 1000 }), (inner, seed) => {
        const ids = [1, ...inner, 2];
        const words = chooseWords([{ ids }], { special, vocabularySize: 40, atLeast: 10, seed });
        const { ids: changed, hidden } = hideWords(ids, { row: 5, words, mask: 3, share: 0.3 }, createRandom(seed));
        expect(hidden.length).toBeGreaterThan(0);
        const asked = new Map(hidden.map(({ position, answer }) => [position, words.ids[answer]]));
        ids.forEach((id, position) => {
          if (asked.has(position)) expect(asked.get(position)).toBe(id);
          else expect(changed[position]).toBe(id);
        });
        expect(hidden.every(({ row, position }) => row === 5 && position > 0 && position < ids.length - 1)).toBe(true);
      }),
    );
  });

  it('puts the mask on eight of ten and another word on one', () => {
    const ids = Array.from({ length: 36 }, (_, index) => index + 4);
    const words = chooseWords([{ ids }], { special, vocabularySize: 40, atLeast: 2, seed: 1 });
    const random = createRandom(4);
    const counts = { hidden: 0, masked: 0, changed: 0 };
    for (let round = 0; round < 400; round++) {
      const { ids: changed, hidden } = hideWords(ids, { row: 0, words, mask: 3, share: 0.15 }, random);
      counts.hidden += hidden.length;
      counts.masked += changed.filter((id) => id === 3).length;
      counts.changed += changed.filter((id, position) => id !== 3 && id !== ids[position]).length;
    }
    expect(counts.hidden / (400 * ids.length)).toBeCloseTo(0.15, 1);
    expect(Math.abs(counts.masked / counts.hidden - 0.8)).toBeLessThan(0.03);
    expect(Math.abs(counts.changed / counts.hidden - 0.1)).toBeLessThan(0.03);
  });
});

describe('the words to guess from', () => {
  it('are all of the texts, then others up to the number asked for, and never a special one', () => {
    const texts = [{ ids: [1, 7, 9, 2] }, { ids: [1, 9, 30, 2] }];
    const { ids, placeOf } = chooseWords(texts, { special, vocabularySize: 40, atLeast: 6, seed: 2 });
    expect(ids).toHaveLength(6);
    expect(ids).toEqual(expect.arrayContaining([7, 9, 30]));
    expect(ids.filter((id) => special.all.includes(id))).toEqual([]);
    expect(ids[placeOf(9) ?? -1]).toBe(9);
    expect(placeOf(1)).toBeUndefined();
  });
});
