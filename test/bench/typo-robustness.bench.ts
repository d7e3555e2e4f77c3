import type { BenchResult } from './bench-result.js';
import { figuresOf, readRuns, runMissing } from './intents/intent-runs.js';

/** Points that BANKING77's test loses when every seventh longer word has a typo; baseline: what the frozen head loses. */
export async function run(progress: (line: string) => void, rest: string[] = []): Promise<BenchResult> {
  if (!rest.includes('report')) await runMissing('banking77', progress);
  const runs = readRuns();
  const lost = figuresOf(runs, 'banking77', ({ fused, typos }) => fused - typos.fused);
  const frozen = figuresOf(runs, 'banking77', (verdict) => verdict.frozen - verdict.typos.frozen);
  return {
    name: 'typo-robustness',
    value: lost?.mean ?? Number.NaN,
    unit: 'points',
    baseline: frozen?.mean ?? null,
    ratio: lost === undefined || frozen === undefined ? null : lost.mean / frozen.mean,
    detail: { lost, clean: figuresOf(runs, 'banking77', ({ fused }) => fused) },
  };
}
