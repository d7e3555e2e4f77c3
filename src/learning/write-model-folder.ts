import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { encodeHead } from '../understanding/head-file.js';
import type { Manifest } from '../understanding/model-folder.js';
import { encodeNeighbours } from '../understanding/neighbours-file.js';
import { openBertWeights } from './bert-weights.js';
import { exportTuned } from './export-onnx.js';
import { toTunedModel } from './fine-tune/tuned-model.js';
import type { PreparedEncoder } from './prepare-encoder.js';
import type { Trained, TunedLayers } from './train.js';

export type ModelSource = {
  trained: Trained;
  encoder: PreparedEncoder;
  /** Folder of the Hugging Face BERT that the encoder was prepared from. */
  base: string;
  /** Where the phrases came from, for the record. */
  source: string;
  parent: string | null;
};

const ENCODER_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'] as const;

/** Name of a model: the same phrases, encoder and training give the same one. */
export function nameModel({ trained, encoder }: ModelSource): string {
  const hash = createHash('sha256').update(encodeHead(trained.head)).update(encoder.weightsSha256);
  for (const { data } of trained.tuned?.tensors ?? []) hash.update(data);
  return `intents-${hash.digest('hex').slice(0, 12)}`;
}

/**
 * Writes a self-contained model folder, replacing one that is there. All of it is written beside and then moved into
 * place, so a reader never finds half a model.
 */
export async function writeModelFolder(folder: string, model: ModelSource): Promise<Manifest> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    // mkdtemp lets only its maker in; a model may be served by another account.
    await chmod(draft, 0o755);
    await mkdir(join(draft, 'onnx'));
    for (const file of ENCODER_FILES) await cp(join(model.encoder.folder, file), join(draft, file));
    await writeFile(join(draft, 'head.bin'), encodeHead(model.trained.head));
    await writeFile(join(draft, 'words.json'), `${JSON.stringify(Object.fromEntries(model.trained.words))}\n`);
    if (model.trained.tuned !== undefined) await writeTunedLayers(draft, model.base, model.trained.tuned);
    const manifest = await describe(draft, model);
    await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function writeTunedLayers(folder: string, base: string, { tensors, neighbours }: TunedLayers): Promise<void> {
  const weights = await openBertWeights(base);
  try {
    await exportTuned({ ...toTunedModel(weights, tensors), to: folder, precision: 'q8' });
  } finally {
    await weights.close();
  }
  await writeFile(join(folder, 'neighbours.bin'), encodeNeighbours(neighbours));
}

async function describe(folder: string, model: ModelSource): Promise<Manifest> {
  const { head, calibration, metrics, data, encoderLanguages } = model.trained;
  return {
    format: 1,
    modelId: nameModel(model),
    parent: model.parent,
    labels: [...head.labels],
    encoder: { dimensions: head.dimensions, weights: model.encoder.weightsSha256, languages: encoderLanguages },
    calibration,
    ...describeTuning(model.trained),
    data: { source: model.source, ...data },
    metrics,
    files: {
      'config.json': await fingerprint(join(folder, 'config.json')),
      'tokenizer.json': await fingerprint(join(folder, 'tokenizer.json')),
      'tokenizer_config.json': await fingerprint(join(folder, 'tokenizer_config.json')),
      'onnx/model_quantized.onnx': await fingerprint(join(folder, 'onnx/model_quantized.onnx')),
      'head.bin': await fingerprint(join(folder, 'head.bin')),
      'words.json': await fingerprint(join(folder, 'words.json')),
      ...(model.trained.tuned !== undefined && {
        'onnx/tuned_quantized.onnx': await fingerprint(join(folder, 'onnx/tuned_quantized.onnx')),
        'neighbours.bin': await fingerprint(join(folder, 'neighbours.bin')),
      }),
    },
  };
}

function describeTuning({ tuned, fusion, unknown }: Trained): Pick<Manifest, 'tuning'> {
  if (tuned === undefined || fusion === undefined || unknown === undefined) return {};
  const { epochs, backend, settings } = tuned;
  const numbers = Object.entries(settings).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return { tuning: { fusion, unknown, epochs, backend, settings: Object.fromEntries(numbers) } };
}

async function fingerprint(file: string): Promise<{ bytes: number; sha256: string }> {
  const bytes = await readFile(file);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
