import { tokenise } from './tokenise.js';

/** One part of every document, e.g. its title: `texts[d]` is document d's. */
export type Field = { weight: number; texts: string[] };

/** A document by its place in what was indexed. */
export type Hit = { document: number; score: number };

export type Bm25Index = {
  /**
   * Best first; only documents that share a term with the query. A score is the share, 0..1, of what a document
   * would get that held every term of the query without end, so that scores of different queries compare.
   */
  search(query: string | string[], limit: number): Hit[];
};

type Posting = { document: number; frequency: number };

/**
 * BM25F: BM25 over weighted fields, each with its own length.
 * @param fields all with the same number of texts
 * @see Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), sections 3.4 and 3.6
 */
export function createBm25Index(fields: Field[], { k1 = 1.2, b = 0.3 } = {}): Bm25Index {
  const count = fields[0]?.texts.length ?? 0;
  const postings = postingsOf(fields, b);
  // A term that occurs nowhere still counts as asked for, and as the rarest.
  const weightOf = (holders: number) => Math.log(1 + (count - holders + 0.5) / (holders + 0.5));
  const search = (query: string | string[], limit: number): Hit[] => {
    const scores = new Map<number, number>();
    let most = 0;
    for (const term of new Set(typeof query === 'string' ? tokenise(query) : query)) {
      const holders = postings.get(term) ?? [];
      const weight = weightOf(holders.length);
      most += weight;
      for (const { document, frequency } of holders) {
        scores.set(document, (scores.get(document) ?? 0) + (weight * frequency) / (k1 + frequency));
      }
    }
    return bestFirst([...scores].map(([document, score]) => ({ document, score: score / most }))).slice(0, limit);
  };
  return { search };
}

/** Term frequencies weighted by field and shortened by the field's length, before saturation. */
function postingsOf(fields: Field[], b: number): Map<string, Posting[]> {
  const frequencies = new Map<string, Map<number, number>>();
  for (const { weight, texts } of fields) {
    const tokenised = texts.map(tokenise);
    const meanLength = tokenised.reduce((sum, terms) => sum + terms.length, 0) / Math.max(tokenised.length, 1);
    for (const [document, terms] of tokenised.entries()) {
      const share = weight / (1 - b + (b * terms.length) / Math.max(meanLength, 1));
      for (const term of terms) addTo(frequencies, { term, document, share });
    }
  }
  return new Map(
    [...frequencies].map(([term, byDocument]) => [
      term,
      [...byDocument].map(([document, frequency]) => ({ document, frequency })),
    ]),
  );
}

function addTo(
  frequencies: Map<string, Map<number, number>>,
  { term, document, share }: { term: string; document: number; share: number },
): void {
  const byDocument = frequencies.get(term) ?? new Map<number, number>();
  byDocument.set(document, (byDocument.get(document) ?? 0) + share);
  frequencies.set(term, byDocument);
}

/** Ties go to the document that was indexed first, so that a search always gives the same order. */
export function bestFirst(hits: Hit[]): Hit[] {
  return hits.sort((a, b) => b.score - a.score || a.document - b.document);
}
