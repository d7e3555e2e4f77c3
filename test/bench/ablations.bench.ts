import { tensorflowFolder } from '../../src/learning/tensorflow-folder.js';
import type { BenchResult } from './bench-result.js';
import { ABLATIONS } from './understanding/ablation-variants.js';
import { type AblationRun, runAblations } from './understanding/ablations.js';

const SEEDS = [1, 2];

/**
 * Percent of a thousand unused training rows right after ten rows per intent, for every way of training that is not the
 * default; baseline: plain fine-tuning. Goes on where it stopped. `[FILE [VARIANT,…]]`
 */
export async function run(
  progress: (line: string) => void,
  [file = 'test/bench/understanding/ablations.jsonl', only = Object.keys(ABLATIONS).join()]: string[],
): Promise<BenchResult> {
  const runs = await runAblations({
    file,
    trainFile: '../shared/data/banking77/train.csv',
    set: 'banking77',
    seeds: SEEDS,
    variants: only.split(','),
    tensorflow: tensorflowFolder(),
    progress,
  });
  const means = Object.keys(ABLATIONS).map((variant) => ({ variant, ...meanOf(runs, variant) }));
  const baseline = means.find(({ variant }) => variant === 'plain')?.accuracy ?? null;
  const value = Math.max(...means.map(({ accuracy }) => accuracy ?? 0));
  return {
    name: 'ablations',
    value,
    unit: '%',
    baseline,
    ratio: baseline === null ? null : value / baseline,
    detail: { means },
  };
}

/** Null where a variant has not been run yet. */
function meanOf(runs: readonly AblationRun[], variant: string) {
  const own = runs.filter((run) => run.variant === variant);
  const mean = (values: number[]) =>
    values.length === 0 ? null : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2));
  return {
    runs: own.length,
    accuracy: mean(own.map(({ accuracy }) => accuracy)),
    cpuSeconds: mean(own.map(({ cpuSeconds }) => cpuSeconds)),
  };
}
