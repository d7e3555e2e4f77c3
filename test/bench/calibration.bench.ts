import type { BenchResult } from './bench-result.js';
import { figuresOf, readRuns, runMissing } from './intents/intent-runs.js';

/** Expected calibration error on the two full test sets in percent, 15 bins of equal mass: the worse of their means. */
export async function run(progress: (line: string) => void, rest: string[] = []): Promise<BenchResult> {
  if (!rest.includes('report')) {
    await runMissing('banking77', progress);
    await runMissing('clinc150', progress);
  }
  const runs = readRuns();
  const banking77 = figuresOf(runs, 'banking77', ({ ece }) => ece);
  const clinc150 = figuresOf(runs, 'clinc150', ({ ece }) => ece);
  return {
    name: 'calibration',
    value: Math.max(banking77?.mean ?? Number.NaN, clinc150?.mean ?? Number.NaN),
    unit: '%',
    baseline: null,
    ratio: null,
    detail: { banking77, clinc150 },
  };
}
