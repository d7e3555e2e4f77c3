import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadIntents } from '../conversation/load-intents.js';
import type { Encoder } from '../understanding/encoder.js';
import { type Model, readManifest } from '../understanding/model-folder.js';
import { textsOf, unpackRows } from '../understanding/neighbours.js';
import { decodeNeighbours } from '../understanding/neighbours-file.js';
import { encodeExamples } from './encode-examples.js';
import { type Phrase, phrasesHash, trainingPhrases } from './training-phrases.js';

/** A phrase that a model was trained on. */
export type KnownPhrase = {
  /** Undefined where it is not among the intents' phrases now: a model keeps vectors, not words. */
  text: string | undefined;
  intent: string;
  /** By the base encoder, unit length. */
  vector: Float32Array;
};

/** The phrases of a model's intents as they stand now. */
export type PhraseSource = {
  texts: readonly string[];
  /** Those that the model was trained on, where it was trained on just these; none where they have changed since. */
  trained: readonly Phrase[];
};

/**
 * Reads the phrases where a model says it was trained from; its own words are not shown where these cannot be read.
 * @param intents another folder of intents to read them from
 * @throws INTENTS_INVALID when that one cannot be
 */
export async function readPhraseSource(folder: string, { intents, progress }: Place): Promise<PhraseSource> {
  const { modelId, data } = await readManifest(folder);
  const catalogue = await loadIntents(intents ?? data.source).catch((error: unknown) => {
    if (intents !== undefined) throw error;
    progress(
      `${modelId} was trained from ${data.source}, which holds no intents; --intents says where their words are`,
    );
  });
  const phrases = [...(catalogue?.intents.values() ?? [])];
  const { given, rows } = trainingPhrases(phrases, { languages: data.languages });
  return { texts: given.map(({ text }) => text), trained: phrasesHash(rows) === data.sha256 ? rows : [] };
}

type Place = { intents?: string | undefined; progress: (line: string) => void };
type Around = { encoder: Encoder; source: PhraseSource; progress: (line: string) => void };

/**
 * What a model compares messages with: the neighbours it keeps, or of a model without any the phrases it was trained on.
 * None of a model that keeps none and whose phrases have changed since.
 */
export async function knownPhrases(model: Model, { encoder, source, progress }: Around): Promise<KnownPhrase[]> {
  if (model.fusion !== undefined) return keptPhrases(model, { encoder, source });
  if (source.trained.length === 0)
    progress(`${model.modelId} keeps no phrases to show, and those of its intents changed`);
  const examples = await encodeExamples(encoder, [...source.trained], progress);
  return examples.map(({ label, vector }, row) => ({ text: source.trained[row]?.text, intent: label, vector }));
}

async function keptPhrases(model: Model, { encoder, source }: Omit<Around, 'progress'>): Promise<KnownPhrase[]> {
  const { dimensions } = encoder;
  const neighbours = decodeNeighbours(await readFile(join(model.folder, 'neighbours.bin')), dimensions);
  const vectors = unpackRows(neighbours.base);
  return textsOf(neighbours, source.texts).map((text, row) => ({
    text,
    intent: model.head.labels[neighbours.labels[row] ?? -1] ?? '',
    vector: vectors.subarray(row * dimensions, (row + 1) * dimensions),
  }));
}
