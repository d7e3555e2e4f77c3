import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVectorIndex } from '../../src/ranking/vector-index.js';

const unit = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  .filter((values) => Math.hypot(...values) > 0.1)
  .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)));

describe('the vector index', () => {
  it('ranks all vectors by cosine, as plain code does', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 30 }), unit, (vectors, query) => {
        const cosine = (vector: Float32Array) => vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0);
        const hits = createVectorIndex(vectors).search(query, vectors.length);
        expect(hits).toHaveLength(vectors.length);
        for (const { document, score } of hits) expect(score).toBeCloseTo(cosine(vectors[document]!), 5);
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
      }),
    );
  });

  it('finds every vector first by itself, the earlier of equals', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 30 }), (vectors) => {
        const index = createVectorIndex(vectors);
        for (const [at, vector] of vectors.entries()) {
          const [best] = index.search(vector, 1);
          expect(best?.score).toBeCloseTo(1, 5);
          expect(best?.document).toBeLessThanOrEqual(at);
        }
      }),
    );
  });

  it('returns no more than asked, and nothing of nothing', () => {
    expect(createVectorIndex([]).search(new Float32Array(8), 3)).toEqual([]);
    expect(
      createVectorIndex([Float32Array.of(1, 0), Float32Array.of(0, 1)]).search(Float32Array.of(1, 0), 1),
    ).toHaveLength(1);
  });
});
