import { createHash } from 'node:crypto';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import type { Lexicon } from './correct-spelling.js';
import type { Fusion } from './fuse.js';
import type { Head } from './head.js';
import { decodeHead } from './head-file.js';
import { type Language, languageSchema } from './intent-catalog.js';
import type { Calibration } from './judge-message.js';
import { decodeNeighbours } from './neighbours-file.js';
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
};

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hexadecimal');
const probability = z.number().min(0).max(1);
/** Every file of a model besides the manifest, so that none can be left out, added or lead elsewhere. */
const fileSchema = z.strictObject({ bytes: z.number().int().min(1).max(4_000_000_000), sha256: hashSchema });

const calibrationSchema = z.strictObject({
  frozen: z.number().positive(),
  fused: z.number().positive().optional(),
  thresholds: z.strictObject({ confident: probability, gap: probability, pair: probability }),
});

/** Files that only some models have. */
const optionalFiles = {
  'onnx/tuned_quantized.onnx': fileSchema.optional(),
  'neighbours.bin': fileSchema.optional(),
  'words.json': fileSchema.optional(),
};

/** manifest.json: what the model is, what it was made from, and a hash of everything it needs. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  modelId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  /** Model this one was trained to replace. */
  parent: z.string().nullable(),
  labels: z.array(z.string().min(1)).min(2).max(10_000),
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
      fusion: z.strictObject({ tuned: z.number().positive(), frozen: z.number().positive() }),
      unknown: unknownScaleSchema,
      epochs: z.number().int().min(1),
      /** What trained it. */
      backend: z.string(),
      settings: z.record(z.string(), z.number()),
    })
    .optional(),
  data: z.strictObject({
    source: z.string(),
    phrases: z.number().int(),
    intents: z.number().int(),
    /** Whose phrases it was trained on. */
    languages: z.array(languageSchema),
    sha256: hashSchema,
  }),
  /** On phrases that were held out of a first training; shares 0..1. */
  metrics: z.record(z.string(), z.number()),
  files: z.strictObject({
    'config.json': fileSchema,
    'tokenizer.json': fileSchema,
    'tokenizer_config.json': fileSchema,
    'onnx/model_quantized.onnx': fileSchema,
    'head.bin': fileSchema,
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
  const files = await readFiles(folder, manifest);
  const details = findMisfits(manifest, files);
  if (details.length > 0) throw new AppError('MODEL_INVALID', { details: details.map((what) => `${folder}: ${what}`) });
  const { modelId, calibration, tuning, encoder } = manifest;
  return {
    modelId,
    folder,
    head: decodeHead(files.get('head.bin'), manifest.labels),
    calibration,
    fusion: tuning?.fusion,
    unknown: tuning?.unknown,
    lexicon: readLexicon(files),
    encoderLanguages: encoder.languages,
  };
}

const configSchema = z.object({ hidden_size: z.number().int() });
const wordsSchema = z.record(z.string(), z.number().int().min(1));
const vocabularySchema = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });

/** What the manifest says that its files do not bear out. */
function findMisfits({ labels, encoder, tuning }: Manifest, files: Files): string[] {
  const { dimensions } = encoder;
  const hiddenSize = configSchema.safeParse(parseJson(files.text('config.json'))).data?.hidden_size;
  const head = decodeHead(files.get('head.bin'), labels);
  const isTuned = files.has('onnx/tuned_quantized.onnx');
  if (files.has('neighbours.bin')) decodeNeighbours(files.get('neighbours.bin'), dimensions);
  return [
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

async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, 'manifest.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: cannot be read`] });
  });
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
  throw new AppError('MODEL_INVALID', { details });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Contents of a model's files that this process reads itself; the others are only hashed. */
type Files = { has(name: string): boolean; get(name: string): Buffer; text(name: string): string };

const READ_HERE = ['config.json', 'tokenizer.json', 'head.bin', 'neighbours.bin', 'words.json'];

async function readFiles(folder: string, { files }: Manifest): Promise<Files> {
  const root = await realpath(folder);
  const read = new Map<string, Buffer>();
  const details: string[] = [];
  for (const [name, expected] of Object.entries(files)) {
    if (expected === undefined) continue;
    const outcome = await readChecked(root, name, expected);
    if (typeof outcome === 'string') details.push(`${join(folder, name)}: ${outcome}`);
    else read.set(name, READ_HERE.includes(name) ? outcome : Buffer.alloc(0));
  }
  if (details.length > 0) throw new AppError('MODEL_INVALID', { details });
  const get = (name: string) => read.get(name) ?? Buffer.alloc(0);
  return { has: (name) => read.has(name), get, text: (name) => get(name).toString('utf8') };
}

/** The file's bytes, or what is wrong with it. */
async function readChecked(
  root: string,
  name: string,
  expected: { bytes: number; sha256: string },
): Promise<Buffer | string> {
  const path = join(root, name);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return 'is missing';
  if (!found.isFile()) return 'is not a plain file';
  if (!(await realpath(path)).startsWith(root + sep)) return 'leads out of the model folder';
  if (found.size !== expected.bytes) return `has ${found.size} bytes, expected ${expected.bytes}`;
  const bytes = await readFile(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return sha256 === expected.sha256 ? bytes : `has SHA-256 ${sha256}, expected ${expected.sha256}`;
}
