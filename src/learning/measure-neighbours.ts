import type { TunedReading } from '../understanding/encoder.js';
import { SHARPNESS } from '../understanding/neighbours.js';

/** A message by both encoders; vectors of any length. */
export type BothVectors = { base: Float32Array; tuned: Float32Array };

type Row = BothVectors & {
  label: number;
  /** Of what the model is for. */
  isKnown: boolean;
};

const NEAREST = 10;

/**
 * What training phrases say of a message: their votes for its label, and how near the nearest of what the model is for
 * are. In plain arithmetic; what the serving graph computes.
 */
export function createNeighbourhood(
  given: readonly Row[],
  classes: number,
): (message: BothVectors) => Pick<TunedReading, 'votes' | 'nearness'> {
  const rows = given.map((row) => ({ ...row, base: toUnit(row.base), tuned: toUnit(row.tuned) }));
  return (message) => {
    const [base, tuned] = [toUnit(message.base), toUnit(message.tuned)];
    const cosines = rows.map((row) => ({ ...row, base: product(base, row.base), tuned: product(tuned, row.tuned) }));
    const known = cosines.filter(({ isKnown }) => isKnown);
    return {
      votes: countVotes(cosines, classes),
      nearness: {
        base: meanOfNearest(known.map((row) => row.base)),
        tuned: meanOfNearest(known.map((row) => row.tuned)),
      },
    };
  };
}

export function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}

function countVotes(cosines: readonly { label: number; tuned: number }[], classes: number): Float32Array {
  const votes = new Float64Array(classes).fill(Math.exp(-SHARPNESS));
  for (const { label, tuned } of cosines) votes[label] = (votes[label] ?? 0) + Math.exp(SHARPNESS * (tuned - 1));
  return Float32Array.from(votes, Math.log);
}

function meanOfNearest(cosines: readonly number[]): number {
  const nearest = Float64Array.from(cosines).sort().slice(-NEAREST);
  return nearest.reduce((sum, cosine) => sum + cosine, 0) / nearest.length;
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
