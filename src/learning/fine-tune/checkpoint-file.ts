import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { openSafetensors, type Safetensors } from '../read-safetensors.js';
import { encodeSafetensors, type TensorToWrite } from '../write-safetensors.js';
import type { Checkpoint } from './fine-tune.js';

const indexSchema = z.object({
  file: z.string().regex(/^epoch-\d+\.safetensors$/),
  epoch: z.number().int().min(1),
  steps: z.number().int().min(0),
  tensors: z.number().int().min(1),
  devAccuracy: z.array(z.number()),
  best: z.object({ epoch: z.number().int().min(0), accuracy: z.number() }).optional(),
  losses: z.array(z.number()).optional(),
});

const INDEX = 'checkpoint.json';
const STATE_PARTS = ['value', 'mean', 'square'] as const;

/** Writes the tensors first and then the index that names them, so that a kill at any moment leaves a whole checkpoint. */
export async function saveCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { epoch, optimiser, devAccuracy, best, losses } = checkpoint;
  const file = `epoch-${epoch}.safetensors`;
  await writeFile(join(folder, file), encodeSafetensors(tensorsOf(checkpoint)));
  const index: z.infer<typeof indexSchema> = {
    file,
    epoch,
    steps: optimiser.steps,
    tensors: optimiser.states.length,
    devAccuracy,
    best: best === undefined ? undefined : { epoch: best.epoch, accuracy: best.accuracy },
    losses,
  };
  await writeFile(join(folder, `${INDEX}.draft`), JSON.stringify(index, null, 2));
  await rename(join(folder, `${INDEX}.draft`), join(folder, INDEX));
  for (const other of await readdir(folder)) {
    if (other.startsWith('epoch-') && other !== file) await rm(join(folder, other), { force: true });
  }
}

/**
 * @returns undefined where none was saved
 * @throws MODEL_INVALID when there is one that cannot be read
 */
export async function loadCheckpoint(folder: string): Promise<Checkpoint | undefined> {
  const text = await readFile(join(folder, INDEX), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const index = parseIndex(text, join(folder, INDEX));
  const tensors = await openSafetensors(join(folder, index.file));
  try {
    const places = Array.from({ length: index.tensors }, (_, place) => place);
    const states = [];
    for (const place of places) states.push(await readState(tensors, place));
    const values: Float32Array[] = [];
    if (index.best !== undefined) for (const place of places) values.push((await tensors.read(`best/${place}`)).data);
    return {
      epoch: index.epoch,
      optimiser: { steps: index.steps, states },
      devAccuracy: index.devAccuracy,
      best: index.best === undefined ? undefined : { ...index.best, values },
      losses: index.losses,
    };
  } finally {
    await tensors.close();
  }
}

function parseIndex(text: string, file: string): z.infer<typeof indexSchema> {
  try {
    return indexSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('MODEL_INVALID', { cause, details: [`${file}: is not a checkpoint; train without --resume`] });
  }
}

async function readState(tensors: Safetensors, place: number) {
  const read = async (part: (typeof STATE_PARTS)[number]) => (await tensors.read(`${part}/${place}`)).data;
  return { value: await read('value'), mean: await read('mean'), square: await read('square') };
}

function tensorsOf({ optimiser, best }: Checkpoint): TensorToWrite[] {
  const flat = (name: string, data: Float32Array): TensorToWrite => ({ name, shape: [data.length], data, type: 'F32' });
  return [
    ...optimiser.states.flatMap((state, place) => STATE_PARTS.map((part) => flat(`${part}/${place}`, state[part]))),
    ...(best?.values ?? []).map((data, place) => flat(`best/${place}`, data)),
  ];
}
