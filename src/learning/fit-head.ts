import { type Head, nGramLength } from '../understanding/head.js';
import { countNGrams, type NGramVocabulary, weighNGrams } from '../understanding/n-grams.js';
import { packRows } from './design-matrix.js';
import { type ClassWeights, trainLinearSvm } from './linear-svm.js';

/** A message whose intent is known, with its sentence vector. */
export type Example = { text: string; label: string; vector: Float32Array; conversationId?: string };

export type FitOptions = {
  /** All intents, in the order of the head's outputs. */
  labels: readonly string[];
  seed?: number;
  /** `n-grams` leaves the vectors out: the linear floor that any encoder has to beat. */
  features?: 'all' | 'n-grams';
};

/**
 * Chosen on held-out parts of BANKING77's training rows and of the shop's own phrases: weights of .3 to .7 and costs of .2
 * to 1 stay within a point of each other, a weight of 1 or 2 loses one to four.
 */
const N_GRAM_WEIGHT = 0.5;
const COST = 0.5;
/** What head.bin may take; n-grams whose weights matter least give way. */
const MAX_BYTES = 4_000_000;

/** Trains the linear layer and rounds its n-gram rows to 8 bits. Temperature is 1 until it is calibrated. */
export function fitHead(examples: Example[], { labels, seed = 1, features = 'all' }: FitOptions): Head {
  const useVectors = features === 'all';
  const nGramWeight = useVectors ? N_GRAM_WEIGHT : 1;
  const vocabulary = collectVocabulary(examples.map(({ text }) => text));
  const none = new Float32Array(0);
  const rows = examples.map(({ text, vector }) => ({
    ...weighNGrams(text, vocabulary, useVectors ? nGramLength(vector, nGramWeight) : nGramWeight),
    dense: useVectors ? vector : none,
  }));
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const classes = trainLinearSvm(
    packRows(rows),
    Uint16Array.from(examples, ({ label }) => numbers.get(label) ?? 0),
    { classes: labels.length, features: vocabulary.index.size, cost: COST, seed },
  );
  const dimensions = useVectors ? (examples[0]?.vector.length ?? 0) : 0;
  return toHead(classes, { labels, dimensions, nGramWeight, vocabulary });
}

/** Every n-gram of the texts, with ln((1 + texts) / (1 + texts with it)) + 1. */
function collectVocabulary(texts: string[]): NGramVocabulary {
  const textsWith = new Map<number, number>();
  for (const text of texts) {
    const { words, characters } = countNGrams(text);
    for (const gram of [...words.keys(), ...characters.keys()]) textsWith.set(gram, (textsWith.get(gram) ?? 0) + 1);
  }
  const index = new Map([...textsWith.keys()].map((gram, place) => [gram, place]));
  const idf = Float32Array.from(textsWith.values(), (count) => Math.log((1 + texts.length) / (1 + count)) + 1);
  return { index, idf };
}

type HeadShape = { labels: readonly string[]; dimensions: number; nGramWeight: number; vocabulary: NGramVocabulary };

function toHead(classes: ClassWeights[], { labels, dimensions, nGramWeight, vocabulary }: HeadShape): Head {
  const largest = Float32Array.from(vocabulary.idf, (_, row) =>
    classes.reduce((max, { sparse }) => Math.max(max, Math.abs(sparse[row] ?? 0)), 0),
  );
  const order = [...largest.keys()].sort((one, other) => (largest[other] ?? 0) - (largest[one] ?? 0));
  const keptNGrams = Math.min(order.length, roomForRows(order.length, labels.length, dimensions));
  const grams = [...vocabulary.index.keys()];
  const kept = order.slice(0, keptNGrams);
  const sparseScales = Float32Array.from(kept, (row) => (largest[row] ?? 0) / 127 || 1);
  return {
    labels,
    dimensions,
    temperature: 1,
    nGramWeight,
    dense: transpose(classes, dimensions),
    bias: Float32Array.from(classes, ({ bias }) => bias),
    vocabulary: {
      index: new Map(order.map((row, place) => [grams[row] ?? 0, place])),
      idf: Float32Array.from(order, (row) => vocabulary.idf[row] ?? 0),
    },
    keptNGrams,
    sparse: Int8Array.from(
      kept.flatMap((row, place) =>
        classes.map(({ sparse }) => Math.round((sparse[row] ?? 0) / (sparseScales[place] ?? 1))),
      ),
    ),
    sparseScales,
  };
}

/** A row takes a byte per class and 4 for its scale; each n-gram, with or without a row, 8 for its hash and frequency. */
function roomForRows(nGrams: number, classes: number, dimensions: number): number {
  const fixed = 32 + 4 * classes * (dimensions + 1) + 8 * nGrams;
  return Math.max(0, Math.floor((MAX_BYTES - fixed) / (classes + 4)));
}

/** [classes][dimensions] to [dimensions, classes] */
function transpose(classes: ClassWeights[], dimensions: number): Float32Array {
  const turned = new Float32Array(dimensions * classes.length);
  classes.forEach(({ dense }, label) => {
    dense.forEach((weight, row) => {
      turned[row * classes.length + label] = weight;
    });
  });
  return turned;
}
