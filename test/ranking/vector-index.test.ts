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

  it('gives equal vectors in the order they came', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 10 }), unit, (vectors, query) => {
        const found = createVectorIndex([...vectors, ...vectors]).search(query, 2 * vectors.length);
        const placeOf = (document: number) => found.findIndex((hit) => hit.document === document);
        for (const at of vectors.keys()) expect(placeOf(at)).toBeLessThan(placeOf(at + vectors.length));
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
