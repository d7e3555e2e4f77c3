import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { openBertWeights } from '../../../src/learning/bert-weights.js';
import { openJsonLines } from '../../../src/learning/experiment/json-lines.js';
import { type Backend, openTensorflow } from '../../../src/learning/fine-tune/tensorflow.js';
import type { DataSetName } from '../intents/data-sets.js';
import { ABLATIONS } from './ablation-variants.js';
import { type Draw, drawTenShot } from './ten-shot-draw.js';

const runSchema = z.object({
  set: z.string(),
  variant: z.string(),
  seed: z.number(),
  /** Percent of the dev rows that the softmax gets right. */
  accuracy: z.number(),
  cpuSeconds: z.number(),
  backend: z.string(),
});
export type AblationRun = z.infer<typeof runSchema>;

export type AblationOptions = {
  /** One finished run a line; those it holds are not run again. */
  file: string;
  /** One draw of ten rows per label is used. */
  set: DataSetName;
  seeds: readonly number[];
  variants: readonly string[];
  /** Folder of a native TensorFlow. */
  tensorflow: string;
  progress: (line: string) => void;
};

const BASE = 'intents/base';
/** The draw is one for all runs; seeds are those of training. */
const DRAW_SEED = 1;

/** Runs what is not in the file yet, seed by seed, and returns all of it. */
export async function runAblations(options: AblationOptions): Promise<AblationRun[]> {
  const { file, set, seeds, variants, progress } = options;
  await mkdir(dirname(file), { recursive: true });
  const lines = openJsonLines(file);
  const runs = lines.lines.map((line) => runSchema.parse(line));
  const backend = await openTensorflow({ folder: options.tensorflow });
  progress(backend.reason);
  const draw = await drawTenShot(set, BASE, DRAW_SEED);
  for (const seed of seeds) {
    for (const variant of variants) {
      if (runs.some((run) => run.set === set && run.variant === variant && run.seed === seed)) continue;
      const run = { set, variant, seed, ...(await measure(backend, draw, { variant, seed })) };
      runs.push(run);
      lines.append(run);
      progress(`${set}, ${variant}, seed ${seed}: ${run.accuracy} % in ${run.cpuSeconds} s of processor`);
    }
  }
  lines.close();
  return runs.filter((run) => run.set === set);
}

async function measure(backend: Backend, draw: Draw, { variant, seed }: { variant: string; seed: number }) {
  const train = ABLATIONS[variant];
  if (train === undefined) throw new RangeError(`no variant ${variant}; known: ${Object.keys(ABLATIONS).join(', ')}`);
  const weights = await openBertWeights(BASE);
  const before = process.cpuUsage();
  const tuned = await train({ backend, weights, draw, seed }).finally(() => weights.close());
  const { user, system } = process.cpuUsage(before);
  const readings = await tuned.read(draw.dev);
  tuned.dispose();
  const right = readings.filter(({ logits }, row) => logits.indexOf(Math.max(...logits)) === draw.dev[row]?.label);
  return {
    accuracy: Number(((100 * right.length) / draw.dev.length).toFixed(2)),
    cpuSeconds: Math.round((user + system) / 1e6),
    backend: backend.kind,
  };
}
