import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import type { Calibration } from './calibration.js';
import { type Files, readCheckedFiles } from './checked-files.js';
import type { Fusion } from './fuse.js';
import type { Head } from './head.js';
import { decodeHead } from './head-file.js';
import { type Language, languageSchema } from './intent-catalog.js';
import type { Lexicon } from './mend-slips.js';
import { decodeNeighbours } from './neighbours-file.js';
import type { SentimentModel } from './sentiment.js';
import { decodeSentiment } from './sentiment-file.js';
import { type UnknownScale, unknownScaleSchema } from './unknown-score.js';

/** A model that was checked and can serve. */
export type Model = {
  modelId: string;
  /** Folder the encoder processes load. */
  folder: string;
  head: Head;
  /** Languages with enough held-out phrases have their own. */
  calibration: { common: Calibration } & { [language in Language]?: Calibration | undefined };
  /** Of a model with fine-tuned layers. */
  fusion: Fusion | undefined;
  unknown: UnknownScale | undefined;
  lexicon: Lexicon;
  /** Whether messages in other scripts mean anything to the encoder. */
  encoderLanguages: 'english' | 'any';
  /** Undefined where the model has learned none. */
  sentiment: SentimentModel | undefined;
  /** SHA-256 of the base encoder's weights: models with the same one give a text the same vector. */
  baseWeights: string;
};

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hexadecimal');
const probability = z.number().min(0).max(1);
const count = z.number().int().min(0);
const MB = 1_000_000;
const MAX_MANIFEST_BYTES = 4 * MB;
/** @param megabytes more is no such file, and is not even opened */
const upTo = (megabytes: number) =>
  z.strictObject({
    bytes: z
      .number()
      .int()
      .min(1)
      .max(megabytes * MB),
    sha256: hashSchema,
  });
/** What the format of the graphs allows. */
const graphFile = upTo(2_000);

const calibrationSchema = z.strictObject({
  frozen: z.number().positive(),
  fused: z.number().positive().optional(),
  thresholds: z.strictObject({ confident: probability, gap: probability, pair: probability }),
});

const startUpSchema = z.strictObject({
  kind: z.string(),
  chats: z.number().int().min(1),
  sha256: hashSchema,
  epochs: z.number().int().min(1),
  firstLoss: z.number(),
  lastLoss: z.number(),
});

/** Files that only some models have. */
const optionalFiles = {
  'onnx/tuned_quantized.onnx': graphFile.optional(),
  'neighbours.bin': upTo(256).optional(),
  'adapter.safetensors': upTo(64).optional(),
  'sentiment.bin': upTo(4).optional(),
  'words.json': upTo(16).optional(),
  'report.html': upTo(64).optional(),
  'README.md': upTo(1).optional(),
};

/** manifest.json: what the model is, what it was made from, and a hash of everything it needs. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  modelId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  /** Model this one was trained to replace. */
  parent: z.string().nullable(),
  labels: z
    .array(z.string().min(1))
    .min(2)
    .max(10_000)
    .refine((labels) => new Set(labels).size === labels.length, 'Expected each label once'),
  encoder: z.strictObject({
    dimensions: z.number().int().min(1),
    weights: hashSchema,
    languages: z.enum(['english', 'any']),
  }),
  calibration: z.strictObject({
    common: calibrationSchema,
    en: calibrationSchema.optional(),
    zh: calibrationSchema.optional(),
  }),
  /** How the fine-tuned layers came about and how their answer joins the frozen head's; absent without such layers. */
  tuning: z
    .strictObject({
      fusion: z.strictObject({
        tuned: z.number().min(0),
        votes: z.number().min(0),
        frozen: z.number().min(0),
      }),
      unknown: unknownScaleSchema,
      epochs: z.number().int().min(1),
      /** What trained it. */
      backend: z.string(),
      settings: z.record(z.string(), z.number()),
      /** What the layers are made of beside the base encoder's, where that is a file of its own. */
      adapter: z.strictObject({ rank: z.number().int().min(1), alpha: z.number().positive() }).optional(),
      /** Of a student. */
      distilledLayers: z.number().int().min(1).optional(),
      /** The stage on chats without labels that came first. */
      startUp: startUpSchema.optional(),
    })
    .optional(),
  data: z.strictObject({
    source: z.string(),
    phrases: z.number().int(),
    /** So many of them are messages from a shop's own chats. */
    messages: count.optional(),
    intents: z.number().int(),
    /** Whose phrases it was trained on. */
    languages: z.array(languageSchema),
    sha256: hashSchema,
    /** Phrases left out, phrases that look like another intent's, and those of the largest and the smallest intent. */
    care: z.strictObject({ dropped: count, suspects: count, largest: count, smallest: count }).optional(),
  }),
  /** On phrases that were held out of a first training; shares 0..1. */
  metrics: z.record(z.string(), z.number()),
  /** Every file of a model besides the manifest, so that none can be left out, added or lead elsewhere. */
  files: z.strictObject({
    'config.json': upTo(1),
    'tokenizer.json': upTo(64),
    'tokenizer_config.json': upTo(16),
    'onnx/model_quantized.onnx': graphFile,
    'head.bin': upTo(64),
    ...optionalFiles,
  }),
});

export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Reads a model folder and checks every hash and shape before anything of it is used.
 * @throws MODEL_INVALID naming each file that is missing, leads out of the folder or differs from the manifest
 */
export async function readModelFolder(folder: string): Promise<Model> {
  const manifest = await readManifest(folder);
  const files = await readCheckedFiles({ folder, files: manifest.files, kept: READ_HERE });
  const head = decodeHead(files.get('head.bin'), manifest.labels);
  const details = findMisfits(manifest, files, head);
  if (details.length > 0) throw new AppError('MODEL_INVALID', { details: details.map((what) => `${folder}: ${what}`) });
  const { modelId, calibration, tuning, encoder } = manifest;
  return {
    modelId,
    folder,
    head,
    calibration,
    fusion: tuning?.fusion,
    unknown: tuning?.unknown,
    lexicon: readLexicon(files),
    encoderLanguages: encoder.languages,
    sentiment: files.has('sentiment.bin') ? decodeSentiment(files.get('sentiment.bin')) : undefined,
    baseWeights: encoder.weights,
  };
}

/** The others are for the encoder's processes. */
const READ_HERE = ['config.json', 'tokenizer.json', 'head.bin', 'neighbours.bin', 'words.json', 'sentiment.bin'];

const configSchema = z.object({ hidden_size: z.number().int() });
const wordsSchema = z.record(z.string(), z.number().int().min(1));
const vocabularySchema = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });

/** What the manifest says that its files do not bear out. */
function findMisfits({ encoder, tuning, labels }: Manifest, files: Files, head: Head): string[] {
  const { dimensions } = encoder;
  const hiddenSize = configSchema.safeParse(parseJson(files.text('config.json'))).data?.hidden_size;
  const isTuned = files.has('onnx/tuned_quantized.onnx');
  const { length: classes } = labels;
  const voted = files.has('neighbours.bin')
    ? decodeNeighbours(files.get('neighbours.bin'), dimensions).classes
    : classes;
  const mood = files.has('sentiment.bin') ? decodeSentiment(files.get('sentiment.bin')).dimensions : dimensions;
  return [
    voted === classes ? [] : [`neighbours.bin: has ${voted} labels; the manifest says ${classes}`],
    mood === dimensions ? [] : [`sentiment.bin: takes ${mood} dimensions; the manifest says ${dimensions}`],
    hiddenSize === dimensions ? [] : [`config.json: hidden_size is ${hiddenSize}; the manifest says ${dimensions}`],
    head.dimensions === dimensions
      ? []
      : [`head.bin: takes ${head.dimensions} dimensions; the manifest says ${dimensions}`],
    isTuned === (tuning !== undefined) && isTuned === files.has('neighbours.bin')
      ? []
      : ['onnx/tuned_quantized.onnx, neighbours.bin and "tuning" of the manifest belong together'],
  ].flat();
}

/** The encoder's own whole words are never taken for slips. */
function readLexicon(files: Files): Lexicon {
  if (!files.has('words.json')) return { words: new Map(), known: new Set() };
  const words = wordsSchema.safeParse(parseJson(files.text('words.json')));
  const vocabulary = vocabularySchema.safeParse(parseJson(files.text('tokenizer.json'))).data?.model.vocab ?? {};
  if (!words.success) throw new AppError('MODEL_INVALID', { details: ['words.json: expected words and their counts'] });
  return { words: new Map(Object.entries(words.data)), known: new Set(Object.keys(vocabulary)) };
}

/** @throws MODEL_INVALID */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, 'manifest.json');
  const text = await readSmallFile(file).catch((cause: unknown) => {
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: cannot be read`] });
  });
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
  throw new AppError('MODEL_INVALID', { details });
}

async function readSmallFile(file: string): Promise<string> {
  const found = await lstat(file);
  if (!found.isFile() || found.size > MAX_MANIFEST_BYTES)
    throw new Error(`not a file of up to ${MAX_MANIFEST_BYTES} bytes`);
  return readFile(file, 'utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
