import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../errors.js';
import { exportOnnx } from '../export-onnx.js';
import type { Precision } from '../write-bert-layers.js';

const COPIED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
/** Changes whenever the exporter writes other graphs for the same weights. */
const VERSION = 1;
const ALL: readonly Precision[] = ['fp32', 'fp16', 'q8'];

/**
 * A folder with the encoder's graphs, one file a precision; written once for the same weights and kept.
 * @param base folder of the Hugging Face BERT
 * @param cacheDir where such folders are kept
 */
export async function prepareGraphs(base: string, cacheDir: string, precisions = ALL): Promise<string> {
  const sha256 = await hashFile(join(base, 'model.safetensors'));
  const folder = join(cacheDir, ['graphs', sha256.slice(0, 16), VERSION, ...precisions].join('-'));
  if (existsSync(folder)) return folder;
  await mkdir(cacheDir, { recursive: true });
  const draft = await mkdtemp(join(cacheDir, 'draft-'));
  try {
    for (const file of COPIED) await cp(join(base, file), join(draft, file));
    for (const precision of precisions) await exportOnnx({ from: base, to: draft, precision });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash).catch((cause: unknown) => {
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: cannot be read`] });
  });
  return hash.digest('hex');
}
