import type { BenchResult } from './bench-result.js';
import { figuresOf, readRuns, runMissing } from './intents/intent-runs.js';

/** AUROC of the unknown score on CLINC150's messages out of scope; no such message is in the training. */
export async function run(progress: (line: string) => void, rest: string[] = []): Promise<BenchResult> {
  if (!rest.includes('report')) await runMissing('clinc150', progress);
  const runs = readRuns();
  const auroc = figuresOf(runs, 'clinc150', ({ outOfScope }) => outOfScope?.auroc);
  const falseAlarmsAt95 = figuresOf(runs, 'clinc150', ({ outOfScope }) => outOfScope?.falseAlarmsAt95);
  return {
    name: 'clinc150-unknown',
    value: auroc?.mean ?? Number.NaN,
    unit: 'AUROC',
    baseline: null,
    ratio: null,
    detail: { auroc, falseAlarmsAt95 },
  };
}
