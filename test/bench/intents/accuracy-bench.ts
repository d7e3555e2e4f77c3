import type { BenchResult } from '../bench-result.js';
import { figuresOf, type IntentBench, PLANNED, readRuns, runMissing } from './intent-runs.js';

/**
 * Percent right by the fused answer, mean over the planned runs; baseline: the linear floor. Trains what is missing first;
 * with `report` only tells what is there.
 */
export function accuracyBench(bench: IntentBench) {
  return async (progress: (line: string) => void, rest: string[] = []): Promise<BenchResult> => {
    if (!rest.includes('report')) await runMissing(bench, progress);
    const runs = readRuns();
    const fused = figuresOf(runs, bench, (verdict) => verdict.fused);
    const floor = figuresOf(runs, bench, (verdict) => verdict.floor);
    const done = runs.filter((run) => run.bench === bench).map(({ number }) => number);
    const notYetRun = PLANNED[bench].numbers.filter((number) => !done.includes(number));
    for (const number of notYetRun) progress(`${bench} ${number}: not run yet`);
    return {
      name: bench,
      value: fused?.mean ?? Number.NaN,
      unit: '%',
      baseline: floor?.mean ?? null,
      ratio: fused === undefined || floor === undefined ? null : fused.mean / floor.mean,
      detail: {
        fused,
        frozen: figuresOf(runs, bench, (verdict) => verdict.frozen),
        tunedAlone: figuresOf(runs, bench, (verdict) => verdict.tuned.q8),
        tunedIn32Bits: figuresOf(runs, bench, (verdict) => verdict.tuned.fp32),
        notYetRun,
      },
    };
  };
}
