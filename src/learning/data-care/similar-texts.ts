/** Another text and how much of the two is shared: Jaccard's measure of their character trigrams, 0..1. */
export type Similar = { place: number; similarity: number };

export type SimilarTexts = {
  /** Makes the text at this place one that others are compared with. */
  add(place: number): void;
  /** Those of the added texts that are similar enough to the text at this place, most similar first. */
  find(place: number): Similar[];
};

/**
 * Compares texts without looking at all pairs. Trigrams are put into one order, rarest first; two texts that share
 * enough of them must share one among the first few of both, and only these are looked up.
 * Chaudhuri et al., "A Primitive Operator for Similarity Joins in Data Cleaning", 2006 (prefix filter); Bayardo et al.,
 * "Scaling Up All Pairs Similarity Search", 2007.
 * @param atLeast smallest similarity that counts, over 0 to 1; the nearer to 1, the less there is to look up
 */
export function createSimilarTexts(texts: readonly string[], atLeast: number): SimilarTexts {
  const grams = rankGrams(texts);
  const gramsAt = (place: number) => grams[place] ?? new Uint32Array();
  const placesByGram = new Map<number, number[]>();
  const firstGrams = (place: number) => {
    const all = gramsAt(place);
    return all.subarray(0, prefixLength(all.length, atLeast));
  };
  return {
    add: (place) => {
      for (const gram of firstGrams(place)) {
        const places = placesByGram.get(gram);
        if (places === undefined) placesByGram.set(gram, [place]);
        else places.push(place);
      }
    },
    find: (place) => {
      const candidates = new Set<number>();
      for (const gram of firstGrams(place)) {
        for (const other of placesByGram.get(gram) ?? []) candidates.add(other);
      }
      candidates.delete(place);
      return [...candidates]
        .map((other) => ({ place: other, similarity: similarityOf(gramsAt(place), gramsAt(other), atLeast) }))
        .filter(({ similarity }) => similarity >= atLeast)
        .sort((one, other) => other.similarity - one.similarity || one.place - other.place);
    },
  };
}

/** Of `length` trigrams, the first so many hold one of any text that is similar enough. */
function prefixLength(length: number, atLeast: number): number {
  // The small number keeps rounding from making it one too short.
  return length - Math.ceil(atLeast * length - 1e-9) + 1;
}

/** The distinct trigrams of each text as numbers that rise with how many texts have them. */
function rankGrams(texts: readonly string[]): Uint32Array[] {
  const numbers = new Map<string, number>();
  const textsWith: number[] = [];
  const gramsByText = texts.map((text) =>
    Uint32Array.from(gramsOf(text), (gram) => {
      const number = numbers.get(gram) ?? numbers.size;
      numbers.set(gram, number);
      textsWith[number] = (textsWith[number] ?? 0) + 1;
      return number;
    }),
  );
  const order = [...textsWith.keys()].sort((one, other) => (textsWith[one] ?? 0) - (textsWith[other] ?? 0));
  const ranks = new Uint32Array(order.length);
  order.forEach((number, rank) => {
    ranks[number] = rank;
  });
  return gramsByText.map((grams) => grams.map((number) => ranks[number] ?? 0).sort());
}

function gramsOf(text: string): Set<string> {
  const padded = ` ${text} `;
  const grams = new Set<string>();
  for (let start = 0; start + 3 <= Math.max(3, padded.length); start++) grams.add(padded.slice(start, start + 3));
  return grams;
}

/** 0 as soon as it is clear that it will be below `atLeast`. Both rise. */
function similarityOf(one: Uint32Array, other: Uint32Array, atLeast: number): number {
  const needed = (atLeast / (1 + atLeast)) * (one.length + other.length) - 1e-9;
  let shared = 0;
  let [here, there] = [0, 0];
  while (here < one.length && there < other.length) {
    if (shared + Math.min(one.length - here, other.length - there) < needed) return 0;
    const [left, right] = [one[here] ?? 0, other[there] ?? 0];
    if (left === right) shared += 1;
    if (left <= right) here += 1;
    if (right <= left) there += 1;
  }
  return shared / (one.length + other.length - shared);
}
