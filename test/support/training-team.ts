import {
  type Checkpoint,
  type FineTuneHooks,
  type FineTuneJob,
  fineTune,
  type Tuned,
} from '../../src/learning/fine-tune/fine-tune.js';
import type { Exchange } from '../../src/learning/fine-tune/parallel/exchange.js';
import { fineTuneSettingsSchema } from '../../src/learning/fine-tune/settings.js';
import type { Backend } from '../../src/learning/fine-tune/tensorflow.js';
import { tinyBert } from '../learning/fine-tune/tiny-bert.js';
import { TOY_CLASSES, toyMessages } from '../learning/fine-tune/toy-messages.js';

export type ToyTraining = { settings?: Record<string, number>; start?: Checkpoint | undefined };
export type Trained = { tuned: Tuned; losses: number[]; checkpoints: Checkpoint[] };

/** 49 messages in batches of 8: the last batch is of 1. The first class has ten times as many as the others. */
export function toyJob({ settings = {}, start }: ToyTraining = {}): FineTuneJob {
  const rows = [...toyMessages(12, 1), ...toyMessages(150, 3).filter(({ label }) => label === 0)].slice(0, 49);
  return {
    weights: tinyBert(),
    classes: TOY_CLASSES,
    rows,
    dev: toyMessages(30, 2),
    settings: fineTuneSettingsSchema.parse({
      epochs: 3,
      batchSize: 8,
      encoderRate: 5e-3,
      headRate: 2e-2,
      dropout: 0,
      ...settings,
    }),
    start,
  };
}

/** One worker of a team, or a single process without an exchange. */
export async function trainToy(
  backend: Backend,
  job: FineTuneJob,
  hooks: { exchange?: Exchange; isStopped?(steps: number): boolean } = {},
): Promise<Trained> {
  const losses: number[] = [];
  const checkpoints: Checkpoint[] = [];
  let asked = 0;
  const all: FineTuneHooks = {
    onStep: ({ loss }) => void losses.push(loss),
    onEpoch: async (checkpoint) => void checkpoints.push(checkpoint),
    isStopped: () => hooks.isStopped?.(asked++) ?? false,
    exchange: hooks.exchange,
  };
  try {
    const tuned = await fineTune(backend, job, all);
    tuned.dispose();
    return { tuned, losses, checkpoints };
  } finally {
    await hooks.exchange?.close();
  }
}
