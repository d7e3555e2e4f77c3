import { type Head, scoreIntents } from '../../understanding/head.js';

/** How far a device's answers lie from the reference's. */
export type Parity = {
  texts: number;
  /** Least cosine between a text's two vectors. */
  leastCosine: number;
  /** Largest difference of any intent's probability, 0..1; undefined without a head. */
  largestProbabilityShift: number | undefined;
  /** Texts whose likeliest intent changed; undefined without a head. */
  changedIntents: number | undefined;
};

/** @param vectors of unit length, one a text, in the same order for both */
export function compareVectors(
  texts: readonly string[],
  { reference, given, head }: { reference: Float32Array[]; given: Float32Array[]; head: Head | undefined },
): Parity {
  const pairs = texts.map((text, row) => ({
    text,
    one: reference[row] ?? new Float32Array(),
    other: given[row] ?? new Float32Array(),
  }));
  const shifts = head && pairs.map(({ text, one, other }) => shift(head, text, { one, other }));
  return {
    texts: texts.length,
    leastCosine: Math.min(...pairs.map(({ one, other }) => cosine(one, other))),
    largestProbabilityShift: shifts && Math.max(...shifts.map(({ largest }) => largest)),
    changedIntents: shifts?.filter(({ isChanged }) => isChanged).length,
  };
}

/** Vectors whose length is not a number give a cosine of -1, so that they never look alike. */
function cosine(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length || one.length === 0) return -1;
  const product = one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  const value = product / Math.sqrt(squares(one) * squares(other));
  return Number.isNaN(value) ? -1 : value;
}

function squares(vector: Float32Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}

function shift(head: Head, text: string, { one, other }: { one: Float32Array; other: Float32Array }) {
  const [before, after] = [scoreIntents(head, one, text), scoreIntents(head, other, text)];
  const largest = before.reduce((most, value, at) => Math.max(most, Math.abs(value - (after[at] ?? 0))), 0);
  return { largest, isChanged: before.indexOf(Math.max(...before)) !== after.indexOf(Math.max(...after)) };
}
