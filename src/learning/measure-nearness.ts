import type { TunedReading } from '../understanding/encoder.js';

/** A message by both encoders; vectors of any length. */
export type BothVectors = { base: Float32Array; tuned: Float32Array };

const NEAREST = 10;

/** Mean cosine to the ten nearest rows by both encoders, in plain arithmetic: what the serving graph computes. */
export function createNearness(rows: readonly BothVectors[]): (message: BothVectors) => TunedReading['nearness'] {
  const [base, tuned] = [rows.map((row) => toUnit(row.base)), rows.map((row) => toUnit(row.tuned))];
  return (message) => ({
    base: meanOfNearest(toUnit(message.base), base),
    tuned: meanOfNearest(toUnit(message.tuned), tuned),
  });
}

export function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}

function meanOfNearest(vector: Float32Array, rows: Float32Array[]): number {
  const nearest = Float64Array.from(rows, (row) => product(vector, row))
    .sort()
    .slice(-NEAREST);
  return nearest.reduce((sum, cosine) => sum + cosine, 0) / nearest.length;
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
