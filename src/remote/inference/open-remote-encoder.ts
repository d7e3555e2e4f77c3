import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Reading } from '../../understanding/encoder.js';
import { loadTokeniser } from './load-tokeniser.js';
import { createRemoteEncoder, type StoppableEncoder } from './remote-encoder.js';
import { COMPARED_TEXTS } from './same-layers.js';
import { withFallback } from './with-fallback.js';

export type OpenOptions = {
  url: string;
  /** Name of the model on the server. */
  model: string;
  timeoutMs: number;
  /** The same model as a folder: its tokeniser is used here, and its size must be the server's. */
  modelDir: string;
  local: () => Promise<StoppableEncoder>;
  log: Log;
};

/** As much of a manifest as says what the server must give; whoever opens the model has checked the whole. */
const manifestSchema = z.object({
  encoder: z.object({ dimensions: z.number().int().positive() }),
  labels: z.array(z.string()),
  /** Only models with fine-tuned layers have it. */
  tuning: z.unknown().optional(),
});

/**
 * The encoder on an inference server, with the local one behind it.
 * @throws MODEL_INVALID when the folder cannot be read, INFERENCE_MODEL_INVALID when the server's model does not fit
 */
export async function openRemoteEncoder(options: OpenOptions): Promise<StoppableEncoder> {
  const { url, model, timeoutMs, modelDir, local, log } = options;
  const [tokenise, size] = await Promise.all([loadTokeniser(modelDir), readSize(modelDir)]);
  // Of a model without fine-tuned layers the base encoder is all, which the host compares by its vectors.
  const readHere = size.classes === undefined ? undefined : createComparison(local);
  const remote = await createRemoteEncoder({ url, model, timeoutMs, tokenise, ...size, readHere, log });
  return withFallback(remote, local, { log });
}

/** The readings of the local encoder, which is started for them once. */
function createComparison(local: OpenOptions['local']): () => Promise<Reading[]> {
  let readings: Promise<Reading[]> | undefined;
  const read = async () => {
    const encoder = await local();
    return encoder.read([...COMPARED_TEXTS]).finally(() => encoder.stop());
  };
  return () => {
    readings ??= read();
    // One that could not be started is tried again.
    readings.catch(() => {
      readings = undefined;
    });
    return readings;
  };
}

async function readSize(modelDir: string): Promise<{ dimensions: number; classes: number | undefined }> {
  const file = join(modelDir, 'manifest.json');
  try {
    const { encoder, labels, tuning } = manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { dimensions: encoder.dimensions, classes: tuning === undefined ? undefined : labels.length };
  } catch (cause) {
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: cannot be read`] });
  }
}
