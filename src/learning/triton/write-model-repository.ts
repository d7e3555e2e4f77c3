import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../errors.js';
import { manifestSchema, readModelFolder } from '../../understanding/model-folder.js';
import { hashFile } from '../doctor/prepare-graphs.js';
import { exportOnnx } from '../export-onnx.js';
import { readGraphSignature } from './graph-signature.js';
import { tritonConfig } from './triton-config.js';

export type RepositoryOptions = {
  /** Checked model folder. */
  modelDir: string;
  /** Triton's model repository; the model gets a folder inside. */
  out: string;
  name: string;
  /** `gpu` serves half precision, `cpu` the model folder's 8-bit graph. */
  device: 'gpu' | 'cpu';
  /** Folder of the Hugging Face BERT that the model was made from; the GPU's graph is written from it. */
  base: string;
};

const QUANTISED = 'onnx/model_quantized.onnx';
const MAX_BATCH_SIZE = 128;
const PREFERRED_SIZES = [8, 32, 128];

/**
 * Writes `<out>/<name>/config.pbtxt` and `<out>/<name>/1/model.onnx` from a model folder, all or nothing. Messages share
 * a batch only when they are padded to the same length, as every client of the Open Inference Protocol does it.
 * @returns the folder and the graph it was made from
 * @throws MODEL_INVALID when the model folder is damaged; BAD_INPUT when there is a model by that name
 */
export async function writeModelRepository(options: RepositoryOptions): Promise<{ folder: string; graph: string }> {
  const { modelDir, out, name } = options;
  await readModelFolder(modelDir);
  const folder = join(out, name);
  if (existsSync(folder)) throw new AppError('BAD_INPUT', { details: [`${folder} is there already`] });
  await mkdir(out, { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), '.draft-'));
  try {
    const graph = await placeGraph(draft, options);
    await writeFile(join(draft, 'config.pbtxt'), await describeGraph(draft, options));
    // mkdtemp lets only its maker in; Triton runs as another account.
    await chmod(draft, 0o755);
    await rename(draft, folder);
    return { folder, graph };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Puts `1/model.onnx` there; returns what it was made from. */
async function placeGraph(draft: string, { modelDir, device, base }: RepositoryOptions): Promise<string> {
  const place = join(draft, '1', 'model.onnx');
  await mkdir(dirname(place));
  if (device === 'cpu') {
    await cp(join(modelDir, QUANTISED), place);
    return join(modelDir, QUANTISED);
  }
  await requireSameWeights(modelDir, base);
  const scratch = join(draft, 'export');
  await rename(await exportOnnx({ from: base, to: scratch, precision: 'fp16' }), place);
  await rm(scratch, { recursive: true, force: true });
  return `${base} in half precision`;
}

async function requireSameWeights(modelDir: string, base: string): Promise<void> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(modelDir, 'manifest.json'), 'utf8')));
  if ((await hashFile(join(base, 'model.safetensors'))) === manifest.encoder.weights) return;
  throw new AppError('BAD_INPUT', {
    details: [`${base} is not the encoder that ${modelDir} was made from; name that one with --base`],
  });
}

async function describeGraph(draft: string, { name, device }: RepositoryOptions): Promise<string> {
  return tritonConfig({
    name,
    signature: readGraphSignature(await readFile(join(draft, '1', 'model.onnx'))),
    maxBatchSize: MAX_BATCH_SIZE,
    preferredSizes: PREFERRED_SIZES,
    // Whatever waits while a batch runs goes with the next: waiting longer only costs time.
    maxDelayMicroseconds: 0,
    device,
  });
}
