import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { openSafetensors, type Safetensors } from '../read-safetensors.js';
import { encodeSafetensors, type TensorToWrite } from '../write-safetensors.js';
import { RESULT_FILE, RESULT_INDEX } from './fine-tune-job.js';
import type { LayerTensor } from './layer-weights.js';
import type { Reading } from './token-row.js';

/** What a training process leaves behind. */
export type FineTuneResult = {
  /** Layer by layer as `LAYER_PARTS` has them, then the head's weight and bias. */
  tensors: LayerTensor[];
  devAccuracy: number[];
  /** Epochs behind these weights. */
  epochs: number;
  backend: string;
  seconds: number;
  /** What the model says of its training rows, of the dev rows and of those it was not shown, in their order. */
  rows: Reading[];
  dev: Reading[];
  unseen: Reading[];
  /** Mean loss of each epoch of a start-up stage. */
  losses?: number[] | undefined;
};

const indexSchema = z.object({
  names: z.array(z.string()),
  devAccuracy: z.array(z.number()),
  epochs: z.number(),
  backend: z.string(),
  seconds: z.number(),
  losses: z.array(z.number()).optional(),
});

/** The index comes last: a folder with one holds a whole result. */
export async function saveResult(folder: string, result: FineTuneResult): Promise<void> {
  const { tensors, rows, dev, unseen, ...rest } = result;
  const weights = tensors.map(({ name, shape, data }): TensorToWrite => ({ name, shape, data, type: 'F32' }));
  const readings = [...toTensors('rows', rows), ...toTensors('dev', dev), ...toTensors('unseen', unseen)];
  await rm(join(folder, RESULT_INDEX), { force: true });
  await writeFile(join(folder, RESULT_FILE), encodeSafetensors([...weights, ...readings]));
  const index = { names: tensors.map(({ name }) => name), ...rest };
  await writeFile(join(folder, `${RESULT_INDEX}.draft`), JSON.stringify(index, null, 2));
  await rename(join(folder, `${RESULT_INDEX}.draft`), join(folder, RESULT_INDEX));
}

/** @returns undefined where no run has finished */
export async function loadResult(folder: string): Promise<FineTuneResult | undefined> {
  const text = await readFile(join(folder, RESULT_INDEX), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { names, ...rest } = indexSchema.parse(JSON.parse(text));
  const file = await openSafetensors(join(folder, RESULT_FILE));
  try {
    const tensors: LayerTensor[] = [];
    for (const name of names) {
      const { shape, data } = await file.read(name);
      tensors.push({ name, shape, data, isDecayed: shape.length === 2 });
    }
    const read = (name: string) => readReadings(file, name);
    return { tensors, ...rest, rows: await read('rows'), dev: await read('dev'), unseen: await read('unseen') };
  } finally {
    await file.close();
  }
}

/** @throws TRAINING_FAILED where no run has finished */
export async function expectResult(folder: string): Promise<FineTuneResult> {
  const result = await loadResult(folder);
  if (result === undefined) throw new AppError('TRAINING_FAILED', { details: [`${folder} holds no result`] });
  return result;
}

function toTensors(name: string, readings: readonly Reading[]): TensorToWrite[] {
  const join = (part: 'vector' | 'logits'): TensorToWrite => {
    const width = readings[0]?.[part].length ?? 0;
    const data = new Float32Array(readings.length * width);
    readings.forEach((reading, row) => {
      data.set(reading[part], row * width);
    });
    return { name: `${name}.${part}`, shape: [readings.length, width], data, type: 'F32' };
  };
  return [join('vector'), join('logits')];
}

async function readReadings(file: Safetensors, name: string): Promise<Reading[]> {
  const [vectors, logits] = [await file.read(`${name}.vector`), await file.read(`${name}.logits`)];
  const [rows = 0, hidden = 0] = vectors.shape;
  const classes = logits.shape[1] ?? 0;
  return Array.from({ length: rows }, (_, row) => ({
    vector: vectors.data.slice(row * hidden, (row + 1) * hidden),
    logits: logits.data.slice(row * classes, (row + 1) * classes),
  }));
}
