import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseScores } from '../../src/ranking/fuse-scores.js';

const hits = fc.uniqueArray(
  fc.record({ document: fc.nat({ max: 20 }), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { selector: ({ document }) => document },
);

describe('fusing scores', () => {
  it('sums the weighted scores of every document that any search found', () => {
    fc.assert(
      fc.property(hits, hits, (words, meanings) => {
        const fused = fuseScores([
          { hits: words, weight: 0.3 },
          { hits: meanings, weight: 1 },
        ]);
        const found = new Set([...words, ...meanings].map(({ document }) => document));
        expect(new Set(fused.map(({ document }) => document))).toEqual(found);
        for (const { document, score } of fused) {
          const of = (list: typeof words) => list.find((hit) => hit.document === document)?.score ?? 0;
          expect(score).toBeCloseTo(0.3 * of(words) + of(meanings), 10);
        }
      }),
    );
  });

  it('does not depend on the order of the searches', () => {
    fc.assert(
      fc.property(hits, hits, (a, b) => {
        const [one, other] = [
          { hits: a, weight: 0.5 },
          { hits: b, weight: 0.5 },
        ];
        expect(fuseScores([one!, other!])).toEqual(fuseScores([other!, one!]));
      }),
    );
  });
});
