import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { createRandom } from '../../src/learning/random.js';
import { encodeHead } from '../../src/understanding/head-file.js';
import type { Manifest } from '../../src/understanding/model-folder.js';
import { tinyBert } from './tiny-bert.js';
import { tinyTokenizer } from './tiny-tokenizer.js';

const DIMENSIONS = 16;
/** With the five special ones the 40 tokens that the tiny BERT has rows for. */
const WORDS = `where is my order the a hello thanks cancel it refund how long do you ship to norway blue jacket size
  return i want human ? ! store open hours late lost box late ##s ##er`;

export type SmallModelOptions = {
  modelId: string;
  labels: string[];
  /** Other seeds, other intents for the same text. */
  seed: number;
  /** Another value is another base encoder. */
  layerNormEpsilon?: number;
};

/** Writes a whole model folder of a few kilobytes: a BERT of width 16 that knows 40 tokens, and a head that guesses. */
export async function writeSmallModel(folder: string, options: SmallModelOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const base = mkdtempSync(join(tmpdir(), 'small-base-'));
  const epsilon = options.layerNormEpsilon ?? 1e-12;
  await tinyBert(base, (name) => name, { layer_norm_eps: epsilon });
  await exportOnnx({ from: base, to: folder, precision: 'q8' });
  cpSync(join(base, 'config.json'), join(folder, 'config.json'));
  rmSync(base, { recursive: true });
  await tinyTokenizer(folder, [...new Set(WORDS.split(/\s+/))]);
  cpSync('intents/base/tokenizer_config.json', join(folder, 'tokenizer_config.json'));
  writeFileSync(join(folder, 'head.bin'), guessingHead(options));
  writeManifest(folder, describe(options, createHash('sha256').update(`tiny ${epsilon}`).digest('hex')));
}

/** The manifest with the sizes and hashes of the files as they are now: what a careful forger would write. */
export function signManifest(folder: string): void {
  writeManifest(folder, JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
}

function writeManifest(folder: string, manifest: Manifest): void {
  for (const [name, entry] of Object.entries(manifest.files)) {
    if (entry === undefined) continue;
    const bytes = readFileSync(join(folder, name));
    Object.assign(entry, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

function describe({ modelId, labels }: SmallModelOptions, weights: string): Manifest {
  const unread = { bytes: 1, sha256: weights };
  return {
    format: 1,
    modelId,
    parent: null,
    labels,
    encoder: { dimensions: DIMENSIONS, weights, languages: 'english' },
    calibration: { common: { frozen: 1, thresholds: { confident: 0.3, gap: 0, pair: 0.5 } } },
    data: { source: 'test', phrases: 2, intents: labels.length, languages: ['en'], sha256: weights },
    metrics: {},
    files: {
      'config.json': { ...unread },
      'tokenizer.json': { ...unread },
      'tokenizer_config.json': { ...unread },
      'onnx/model_quantized.onnx': { ...unread },
      'head.bin': { ...unread },
    },
  };
}

function guessingHead({ labels, seed }: SmallModelOptions): Uint8Array {
  const random = createRandom(seed);
  return encodeHead({
    labels,
    dimensions: DIMENSIONS,
    temperature: 1,
    nGramWeight: 1,
    dense: Float32Array.from({ length: DIMENSIONS * labels.length }, () => 20 * (random() - 0.5)),
    bias: new Float32Array(labels.length),
    vocabulary: { index: new Map(), idf: new Float32Array(0) },
    keptNGrams: 0,
    sparse: new Int8Array(0),
    sparseScales: new Float32Array(0),
  });
}
