import { createHash } from 'node:crypto';

/**
 * Training phrases as unit vectors rounded to 8 bits, twice each: by the base encoder and by the fine-tuned one.
 * A row is known by the fingerprint of its phrase, so that an erased message can be found and taken out.
 */
export type Neighbours = {
  dimensions: number;
  classes: number;
  /** So many rows, the first ones, are of what the model is for; those after them are of what is out of scope. */
  known: number;
  /** [rows], each below `classes`, in the order of the model's labels. */
  labels: Uint16Array;
  /** [rows], each the first 8 bytes of the phrase's SHA-256. */
  fingerprints: BigUint64Array;
  base: Int8Array;
  tuned: Int8Array;
};

/** What a unit vector's values are multiplied by; the few above 1 / 8 of its length are cut there. */
const SCALE = 127 * 3;

/**
 * How fast a phrase's vote falls with its distance: it is e^(SHARPNESS · (cosine − 1)). 10 to 60 vote alike on held-out
 * rows of ten per intent; with a hundred per intent 10 loses what 30 gains.
 */
export const SHARPNESS = 30;

export type NeighbourRow = {
  text: string;
  /** Place among the model's labels. */
  label: number;
  /** Of what the model is for: being near to it makes a message known. */
  isKnown: boolean;
  base: Float32Array;
  tuned: Float32Array;
};

type Shape = Pick<Neighbours, 'dimensions' | 'classes'>;

export function packNeighbours(given: readonly NeighbourRow[], { dimensions, classes }: Shape): Neighbours {
  const known = given.filter(({ isKnown }) => isKnown);
  const rows = [...known, ...given.filter(({ isKnown }) => !isKnown)];
  const pack = (vectorOf: (row: NeighbourRow) => Float32Array) => {
    const packed = new Int8Array(rows.length * dimensions);
    rows.forEach((row, index) => {
      packed.set(roundVector(vectorOf(row)), index * dimensions);
    });
    return packed;
  };
  return {
    dimensions,
    classes,
    known: known.length,
    labels: Uint16Array.from(rows, ({ label }) => label),
    fingerprints: BigUint64Array.from(rows, ({ text }) => fingerprintOf(text)),
    base: pack(({ base }) => base),
    tuned: pack(({ tuned }) => tuned),
  };
}

/** Rows as the graph of the fine-tuned layers takes them, [rows, dimensions]. */
export function unpackRows(rows: Int8Array): Float32Array {
  return Float32Array.from(rows, (value) => value / SCALE);
}

/** [rows, classes]: 1 where a row has the label. */
export function unpackLabels({ labels, classes }: Pick<Neighbours, 'labels' | 'classes'>): Float32Array {
  const flags = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    flags[row * classes + label] = 1;
  });
  return flags;
}

/** Rows whose phrase is one of these are left out. */
export function withoutPhrases(neighbours: Neighbours, texts: readonly string[]): Neighbours {
  const { dimensions, classes, fingerprints, labels } = neighbours;
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
    classes,
    known: kept.filter((row) => row < neighbours.known).length,
    labels: Uint16Array.from(kept, (row) => labels[row] ?? 0),
    fingerprints: BigUint64Array.from(kept, (row) => fingerprints[row] ?? 0n),
    base: take(neighbours.base),
    tuned: take(neighbours.tuned),
  };
}

/** The phrase of every row, where it is one of these. */
export function textsOf({ fingerprints }: Pick<Neighbours, 'fingerprints'>, texts: readonly string[]) {
  const known = new Map(texts.map((text) => [fingerprintOf(text), text]));
  return Array.from(fingerprints, (fingerprint) => known.get(fingerprint));
}

function roundVector(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round(value * SCALE))));
}

function fingerprintOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64LE(0);
}
