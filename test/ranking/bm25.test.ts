import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBm25Index } from '../../src/ranking/bm25.js';
import { tokenise } from '../../src/ranking/tokenise.js';

const word = fc.constantFrom('tent', 'boot', 'lamp', 'mug', 'rug', 'hat', 'flask');
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
const texts = fc.array(text, { minLength: 1, maxLength: 12 });

describe('BM25', () => {
  it('computes the published formula', () => {
    const index = createBm25Index([{ weight: 1, texts: ['tent tent lamp', 'lamp mug', 'rug'] }], { k1: 1.2, b: 0.75 });
    const idf = (holders: number) => Math.log(1 + (3 - holders + 0.5) / (holders + 0.5));
    const frequency = 2 / (1 - 0.75 + (0.75 * 3) / 2);
    const [hit] = index.search('tent', 5);
    expect(hit?.document).toBe(0);
    // A score is a share of idf, the most that the one term could give.
    expect(hit?.score).toBeCloseTo((idf(1) * frequency) / (1.2 + frequency) / idf(1), 10);
  });

  it('finds exactly the documents that share a term, best first, scores within 0..1', () => {
    fc.assert(
      fc.property(texts, text, (documents, query) => {
        const hits = createBm25Index([{ weight: 1, texts: documents }]).search(query, documents.length);
        const terms = new Set(tokenise(query));
        const sharing = documents.flatMap((document, at) =>
          tokenise(document).some((term) => terms.has(term)) ? [at] : [],
        );
        expect(hits.map(({ document }) => document).sort((a, b) => a - b)).toEqual(sharing);
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
        expect(hits.every(({ score }) => score > 0 && score < 1)).toBe(true);
      }),
    );
  });

  it('never scores a document lower for holding a word of the query once more in a heavier field', () => {
    fc.assert(
      fc.property(texts, word, (documents, query) => {
        const blank = documents.map(() => 'filler');
        const titled = documents.map((_, at) => (at === 0 ? `${query} filler` : 'filler filler'));
        const scoreOf = (titles: string[]) =>
          createBm25Index([
            { weight: 1, texts: documents },
            { weight: 3, texts: titles },
          ])
            .search(query, documents.length)
            .find(({ document }) => document === 0)?.score ?? 0;
        expect(scoreOf(titled)).toBeGreaterThan(scoreOf(blank));
      }),
    );
  });

  it('gives an unknown word its share of the question', () => {
    const index = createBm25Index([{ weight: 1, texts: ['tent lamp', 'mug'] }]);
    expect(index.search('tent', 1)[0]?.score).toBeGreaterThan(index.search('tent surfboard', 1)[0]?.score ?? 1);
  });

  it('is fine with nothing', () => {
    expect(createBm25Index([]).search('tent', 3)).toEqual([]);
    expect(createBm25Index([{ weight: 1, texts: ['', ''] }]).search('', 3)).toEqual([]);
  });
});
