import { z } from 'zod';
import type { TensorState, TrainedTensor } from '../adamw.js';
import type { Checkpoint } from '../checkpoint.js';

/** Gives everyone the leader's values. */
export type Spread = (values: Float32Array) => Promise<void>;

/**
 * Where the leader's earlier run stood, for everyone: only it keeps checkpoints.
 * @param own of the leader; undefined on the others
 * @param tensors what is trained, as it stands before the first step
 */
export async function shareCheckpoint(
  spread: Spread,
  own: Checkpoint | undefined,
  tensors: readonly TrainedTensor[],
): Promise<Checkpoint | undefined> {
  const index = await shareIndex(spread, own);
  if (index === undefined) return undefined;
  const states: TensorState[] = [];
  for (const [place, { data }] of tensors.entries()) {
    const { value = copyOf(data), mean = copyOf(data), square = copyOf(data) } = own?.optimiser.states[place] ?? {};
    for (const part of [value, mean, square]) await spread(part);
    states.push({ value, mean, square });
  }
  const values: Float32Array[] = [];
  for (const [place, { data }] of index.best === undefined ? [] : tensors.entries()) {
    const best = own?.best?.values[place] ?? copyOf(data);
    await spread(best);
    values.push(best);
  }
  const { epoch, steps, devAccuracy, best } = index;
  return {
    epoch,
    optimiser: { steps, states },
    devAccuracy,
    best: best === undefined ? undefined : { ...best, values },
  };
}

/** All of a checkpoint that is not tensors. */
const indexSchema = z.object({
  epoch: z.number().int().min(0),
  steps: z.number().int().min(0),
  devAccuracy: z.array(z.number()),
  best: z.object({ epoch: z.number().int().min(0), accuracy: z.number() }).optional(),
});

type Index = z.infer<typeof indexSchema>;

/** As JSON, a byte in each number. */
async function shareIndex(spread: Spread, own: Checkpoint | undefined): Promise<Index | undefined> {
  const bytes = Float32Array.from(Buffer.from(own === undefined ? '' : JSON.stringify(toIndex(own))));
  const length = new Float32Array([bytes.length]);
  await spread(length);
  if (length[0] === 0) return undefined;
  const text = new Float32Array(length[0] ?? 0);
  text.set(bytes);
  await spread(text);
  return indexSchema.parse(JSON.parse(Buffer.from(text).toString()));
}

function toIndex({ epoch, optimiser, devAccuracy, best }: Checkpoint): Index {
  const { steps } = optimiser;
  return { epoch, steps, devAccuracy, best: best && { epoch: best.epoch, accuracy: best.accuracy } };
}

function copyOf(values: Float32Array): Float32Array {
  return Float32Array.from(values);
}
