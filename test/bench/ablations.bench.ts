import { tensorflowFolder } from '../../src/learning/tensorflow-folder.js';
import type { BenchResult } from './bench-result.js';
import type { DataSetName } from './intents/data-sets.js';
import { ABLATIONS } from './understanding/ablation-variants.js';
import { type AblationRun, runAblations } from './understanding/ablations.js';

const SETS: readonly DataSetName[] = ['banking77', 'clinc150'];

/**
 * Percent of a thousand unused training rows right after ten rows per intent, for every way of training that is not the
 * default, mean of both sets; baseline: plain fine-tuning. Goes on where it stopped. `[FILE [VARIANT,… [SET,… [SEED,…]]]]`
 */
export async function run(
  progress: (line: string) => void,
  [file, variants, sets, seeds = '1']: string[],
): Promise<BenchResult> {
  const asked = SETS.filter((set) => sets === undefined || sets.split(',').includes(set));
  const runs: AblationRun[] = [];
  for (const set of asked) {
    const options = {
      seeds: seeds.split(',').map(Number),
      variants: variants?.split(',') ?? Object.keys(ABLATIONS),
      set,
      progress,
    };
    const kept = file ?? 'test/bench/results/ablations.jsonl';
    runs.push(...(await runAblations({ ...options, file: kept, tensorflow: tensorflowFolder() })));
  }
  const means = Object.keys(ABLATIONS).map((variant) => ({ variant, ...meanOf(runs, variant, asked) }));
  const baseline = means.find(({ variant }) => variant === 'plain')?.accuracy ?? null;
  const value = Math.max(...means.map(({ accuracy }) => accuracy ?? 0));
  return {
    name: 'ablations',
    value,
    unit: '%',
    baseline,
    ratio: baseline === null ? null : value / baseline,
    detail: { means, runs },
  };
}

/** Null where a variant has not been run on every set yet. */
function meanOf(runs: readonly AblationRun[], variant: string, sets: readonly DataSetName[]) {
  const own = runs.filter((run) => run.variant === variant);
  const isWhole = sets.every((set) => own.some((run) => run.set === set));
  const mean = (values: number[]) => Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2));
  return {
    runs: own.length,
    accuracy: isWhole ? mean(own.map(({ accuracy }) => accuracy)) : null,
    cpuSeconds: isWhole ? mean(own.map(({ cpuSeconds }) => cpuSeconds)) : null,
  };
}
