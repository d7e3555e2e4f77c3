import { createHash } from 'node:crypto';

/**
 * Training phrases as unit vectors rounded to 8 bits, twice each: by the base encoder and by the fine-tuned one.
 * A row is known by the fingerprint of its phrase, so that an erased message can be found and taken out.
 */
export type Neighbours = {
  dimensions: number;
  /** [rows], each the first 8 bytes of the phrase's SHA-256. */
  fingerprints: BigUint64Array;
  base: Int8Array;
  tuned: Int8Array;
};

/** What a unit vector's values are multiplied by; the few above 1 / 8 of its length are cut there. */
const SCALE = 127 * 3;

export type NeighbourRow = { text: string; base: Float32Array; tuned: Float32Array };

export function packNeighbours(rows: readonly NeighbourRow[], dimensions: number): Neighbours {
  const pack = (vectorOf: (row: NeighbourRow) => Float32Array) => {
    const packed = new Int8Array(rows.length * dimensions);
    rows.forEach((row, index) => {
      packed.set(roundVector(vectorOf(row)), index * dimensions);
    });
    return packed;
  };
  return {
    dimensions,
    fingerprints: BigUint64Array.from(rows, ({ text }) => fingerprintOf(text)),
    base: pack(({ base }) => base),
    tuned: pack(({ tuned }) => tuned),
  };
}

/** Rows as the graph of the fine-tuned layers takes them, [rows, dimensions]. */
export function unpackRows(rows: Int8Array): Float32Array {
  return Float32Array.from(rows, (value) => value / SCALE);
}

/** Rows whose phrase is one of these are left out. */
export function withoutPhrases(neighbours: Neighbours, texts: readonly string[]): Neighbours {
  const { dimensions, fingerprints } = neighbours;
  const erased = new Set(texts.map(fingerprintOf));
  const kept = [...fingerprints.keys()].filter((row) => !erased.has(fingerprints[row] ?? 0n));
  const take = (rows: Int8Array) => {
    const left = new Int8Array(kept.length * dimensions);
    kept.forEach((row, place) => {
      left.set(rows.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
    });
    return left;
  };
  return {
    dimensions,
    fingerprints: BigUint64Array.from(kept, (row) => fingerprints[row] ?? 0n),
    base: take(neighbours.base),
    tuned: take(neighbours.tuned),
  };
}

function roundVector(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round(value * SCALE))));
}

function fingerprintOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64LE(0);
}
