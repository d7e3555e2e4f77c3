import { bestFirst, type Hit } from './bm25.js';

export type VectorIndex = {
  /** Best first; scores are cosines, −1..1. */
  search(vector: Float32Array, limit: number): Hit[];
};

/**
 * Exact search by cosine: the dot product with every vector.
 * @param vectors each [dimensions], unit length
 */
export function createVectorIndex(vectors: Float32Array[]): VectorIndex {
  const dimensions = vectors[0]?.length ?? 0;
  // One block of memory, [vectors × dimensions], is read about twice as fast as vectors spread over the heap.
  const rows = new Float32Array(vectors.length * dimensions);
  for (const [index, vector] of vectors.entries()) rows.set(vector, index * dimensions);
  return {
    search: (query, limit) =>
      bestFirst(vectors.map((_, document) => ({ document, score: dot(rows, document * dimensions, query) }))).slice(
        0,
        limit,
      ),
  };
}

function dot(rows: Float32Array, start: number, query: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < query.length; index += 1) sum += (rows[start + index] ?? 0) * (query[index] ?? 0);
  return sum;
}
