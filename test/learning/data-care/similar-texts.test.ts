import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimilarTexts } from '../../../src/learning/data-care/similar-texts.js';

// Few letters and small changes, so that similar texts are common.
const stem = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 0, maxLength: 40 });
const change = fc.tuple(fc.nat({ max: 40 }), fc.constantFrom('', 'a', 'bc'));
const texts = fc
  .tuple(stem, fc.array(change, { minLength: 1, maxLength: 12 }), fc.array(stem, { maxLength: 5 }))
  .map(([text, changes, others]) => [
    text,
    ...changes.map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
    ...others,
  ]);

function gramsOf(text: string): Set<string> {
  const padded = ` ${text} `;
  return new Set(Array.from({ length: Math.max(1, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)));
}

function jaccard(one: string, other: string): number {
  const [left, right] = [gramsOf(one), gramsOf(other)];
  const shared = [...left].filter((gram) => right.has(gram)).length;
  return shared / (left.size + right.size - shared);
}

describe('similar texts', () => {
  it.each([0.6, 0.9])('are all that looking at every pair finds, from %d on', (atLeast) => {
    fc.assert(
      fc.property(texts, (all) => {
        const similar = createSimilarTexts(all, atLeast);
        all.forEach((text, place) => {
          const expected = all
            .slice(0, place)
            .map((other, at) => ({ place: at, similarity: jaccard(text, other) }))
            .filter(({ similarity }) => similarity >= atLeast)
            .sort((one, other) => other.similarity - one.similarity || one.place - other.place);
          expect(similar.find(place)).toEqual(expected);
          similar.add(place);
        });
      }),
      { numRuns: 300 },
    );
  });
});
