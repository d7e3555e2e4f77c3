import { createHash } from 'node:crypto';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import type { Thresholds } from './decide-intent.js';
import type { Head } from './head.js';
import { decodeHead } from './head-file.js';
import { languageSchema } from './intent-catalog.js';

/** A model that was checked and can serve. */
export type Model = {
  modelId: string;
  /** Folder the encoder processes load. */
  folder: string;
  head: Head;
  thresholds: Thresholds;
};

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hexadecimal');
const probability = z.number().min(0).max(1);
/** Every file of a model besides the manifest, so that none can be left out, added or lead elsewhere. */
const fileSchema = z.strictObject({ bytes: z.number().int().min(1).max(4_000_000_000), sha256: hashSchema });

/** manifest.json: what the model is, what it was made from, and a hash of everything it needs. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  modelId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  /** Model this one was trained to replace. */
  parent: z.string().nullable(),
  labels: z.array(z.string().min(1)).min(2).max(10_000),
  encoder: z.strictObject({ dimensions: z.number().int().min(1), weights: hashSchema }),
  temperature: z.number().positive(),
  thresholds: z.strictObject({ confident: probability, gap: probability, pair: probability }),
  data: z.strictObject({
    source: z.string(),
    phrases: z.number().int(),
    intents: z.number().int(),
    /** Whose phrases it was trained on; a model of before this was written knows English. */
    languages: z.array(languageSchema).default(['en']),
    sha256: hashSchema,
  }),
  /** Cross-fitted on the training phrases. */
  metrics: z.record(z.string(), z.number()),
  files: z.strictObject({
    'config.json': fileSchema,
    'tokenizer.json': fileSchema,
    'tokenizer_config.json': fileSchema,
    'onnx/model_quantized.onnx': fileSchema,
    'head.bin': fileSchema,
  }),
});

export type Manifest = z.infer<typeof manifestSchema>;

const configSchema = z.object({ hidden_size: z.number().int() });

/**
 * Reads a model folder and checks every hash and shape before anything of it is used.
 * @throws MODEL_INVALID naming each file that is missing, leads out of the folder or differs from the manifest
 */
export async function readModelFolder(folder: string): Promise<Model> {
  const manifest = await readManifest(folder);
  const files = await readFiles(folder, manifest);
  const head = decodeHead(files.head, manifest.labels);
  const { dimensions } = manifest.encoder;
  const hiddenSize = configSchema.safeParse(JSON.parse(files.config.toString('utf8'))).data?.hidden_size;
  const details = [
    hiddenSize === dimensions ? [] : [`config.json: hidden_size is ${hiddenSize}; the manifest says ${dimensions}`],
    head.dimensions === dimensions
      ? []
      : [`head.bin: takes ${head.dimensions} dimensions; the manifest says ${dimensions}`],
  ].flat();
  if (details.length > 0) throw new AppError('MODEL_INVALID', { details });
  return { modelId: manifest.modelId, folder, head, thresholds: manifest.thresholds };
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

/** Bytes of the two small files this process uses itself; the others are only hashed. */
async function readFiles(folder: string, { files }: Manifest): Promise<{ head: Buffer; config: Buffer }> {
  const root = await realpath(folder);
  const read = new Map<string, Buffer>();
  const details: string[] = [];
  for (const [name, expected] of Object.entries(files)) {
    const outcome = await readChecked(root, name, expected);
    if (typeof outcome === 'string') details.push(`${join(folder, name)}: ${outcome}`);
    else read.set(name, outcome);
  }
  const head = read.get('head.bin');
  const config = read.get('config.json');
  if (details.length > 0 || head === undefined || config === undefined)
    throw new AppError('MODEL_INVALID', { details });
  return { head, config };
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
