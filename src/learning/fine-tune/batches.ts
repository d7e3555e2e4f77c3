import { shuffle } from '../random.js';

/** Texts looked at together before sorting by length: enough for even batches, few enough to stay random. */
const BATCHES_SORTED_TOGETHER = 50;
/** Every distinct length is another set of kernels to warm up. */
const LENGTH_STEP = 4;

/**
 * One epoch: every row once, in random batches of rows of about the same length, so that little is padding.
 * @param lengths tokens of each row
 * @returns row numbers of each batch
 */
export function planEpoch(lengths: readonly number[], batchSize: number, random: () => number): number[][] {
  const order = Uint32Array.from(lengths.keys());
  shuffle(order, random);
  const batches: number[][] = [];
  const chunk = batchSize * BATCHES_SORTED_TOGETHER;
  for (let start = 0; start < order.length; start += chunk) {
    const rows = [...order.subarray(start, start + chunk)].sort(
      (one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0),
    );
    for (let from = 0; from < rows.length; from += batchSize) batches.push(rows.slice(from, from + batchSize));
  }
  const places = Uint32Array.from(batches.keys());
  shuffle(places, random);
  return [...places].map((place) => batches[place] ?? []);
}

/** Batches for reading only: all rows, shortest first. */
export function planReading(lengths: readonly number[], batchSize: number): number[][] {
  const rows = [...lengths.keys()].sort((one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0));
  const batches: number[][] = [];
  for (let from = 0; from < rows.length; from += batchSize) batches.push(rows.slice(from, from + batchSize));
  return batches;
}

/** Length that a batch is padded to. */
export function paddedLength(lengths: readonly number[]): number {
  return Math.ceil(Math.max(...lengths) / LENGTH_STEP) * LENGTH_STEP;
}
