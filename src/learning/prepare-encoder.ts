import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { exportOnnx } from './export-onnx.js';

/** Files of a Hugging Face folder that the encoder needs beside its weights. */
const COPIED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
/** Changes whenever the exporter writes other bytes for the same weights. */
const EXPORT_VERSION = 2;

export type PreparedEncoder = { folder: string; weightsSha256: string };

/** Where commands keep prepared encoders: in the data folder. */
export function encodersFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment.DATA_DIR ?? '.data', 'encoders');
}

/**
 * The servable form of a Hugging Face folder: configuration, tokeniser and the 8-bit graph. Exported once and kept.
 * @param cacheDir where prepared encoders are kept, one folder each
 */
export async function prepareEncoder(base: string, cacheDir: string): Promise<PreparedEncoder> {
  const weightsSha256 = await hashFile(join(base, 'model.safetensors'));
  const folder = join(cacheDir, `${weightsSha256.slice(0, 16)}-${EXPORT_VERSION}`);
  if (!existsSync(folder)) await exportTo(folder, base, cacheDir);
  return { folder, weightsSha256 };
}

/** Written beside and then renamed: another process sees all of it or nothing. */
async function exportTo(folder: string, base: string, cacheDir: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const draft = await mkdtemp(join(cacheDir, 'draft-'));
  try {
    for (const file of COPIED) await cp(join(base, file), join(draft, file));
    await exportOnnx({ from: base, to: draft, precision: 'q8' });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function hashFile(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: cannot be read`] });
  });
  return createHash('sha256').update(bytes).digest('hex');
}
