import { z } from 'zod';
import { openJsonLines } from '../../../src/learning/experiment/json-lines.js';
import { type FineTuneRequest, PORTABLE_LAYERS } from '../../../src/learning/fine-tune/fine-tune-job.js';
import { jobFolder, runFineTune } from '../../../src/learning/fine-tune/run-fine-tune.js';
import { type FineTuneSettings, fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { loadTokenizer } from '../../../src/learning/load-tokenizer.js';
import { createProgressBar } from '../../../src/learning/progress-bar.js';
import type { LabelledText } from '../../../src/learning/read-labelled-csv.js';
import { tensorflowFolder } from '../../../src/learning/tensorflow-folder.js';
import { toTokenRows } from '../../../src/learning/to-token-rows.js';
import { planFor } from '../../../src/learning/tune-encoder.js';
import { tokenise } from '../../../src/understanding/tokenise.js';
import { type DataSet, loadDataSet } from './data-sets.js';
import { judgeRun } from './judge-run.js';

/** A row of the table: one training and what came of it. */
const runSchema = z.object({
  bench: z.enum(['banking77', 'clinc150', 'banking77-10shot', 'clinc150-10shot']),
  /** Seed of the training, or number of the draw. */
  number: z.number(),
  date: z.string(),
  verdict: z.object({
    floor: z.number(),
    frozen: z.number(),
    tuned: z.object({ fp32: z.number(), q8: z.number() }),
    fused: z.number(),
    ece: z.number().nullable(),
    typos: z.object({ frozen: z.number(), fused: z.number() }),
    outOfScope: z.object({ auroc: z.number(), falseAlarmsAt95: z.number() }).nullable(),
  }),
  training: z.object({ backend: z.string(), seconds: z.number(), steps: z.number() }),
  settings: z.record(z.string(), z.unknown()),
});

export type IntentRun = z.infer<typeof runSchema>;
export type IntentBench = IntentRun['bench'];

const RESULTS = 'test/bench/results/intents.jsonl';
const BASE = 'intents/base';

/** Three seeds for the full sets; five draws of one seed each for the small ones. */
export const PLANNED: Record<IntentBench, { dataSet: 'banking77' | 'clinc150'; shots?: number; numbers: number[] }> = {
  banking77: { dataSet: 'banking77', numbers: [1, 2, 3] },
  clinc150: { dataSet: 'clinc150', numbers: [1, 2, 3] },
  'banking77-10shot': { dataSet: 'banking77', shots: 10, numbers: [1, 2, 3, 4, 5] },
  'clinc150-10shot': { dataSet: 'clinc150', shots: 10, numbers: [1, 2, 3, 4, 5] },
};

/** Every line written so far; each is the outcome of a whole run. */
export function readRuns(): IntentRun[] {
  const file = openJsonLines(RESULTS);
  file.close();
  return file.lines.map((line) => runSchema.parse(line));
}

/**
 * Runs what a bench lacks, one after the other, and writes a line for each. A training that was finished but not judged
 * is judged; one that was killed goes on from its last epoch.
 */
export async function runMissing(bench: IntentBench, progress: (line: string) => void): Promise<void> {
  const done = readRuns()
    .filter((run) => run.bench === bench)
    .map(({ number }) => number);
  for (const number of PLANNED[bench].numbers) {
    if (!done.includes(number)) await runOne(bench, number, progress);
  }
}

async function runOne(bench: IntentBench, number: number, progress: (line: string) => void): Promise<void> {
  const { dataSet, shots } = PLANNED[bench];
  const draw = shots === undefined ? undefined : { shots, seed: number };
  const data = await loadDataSet(dataSet, draw);
  const seed = draw === undefined ? number : 1;
  const fineTune = (request: FineTuneRequest, title: string) => {
    const folder = jobFolder('.data/bench/intents', request);
    return runFineTune(request, {
      folder,
      isResumed: true,
      onMessage: createProgressBar(`${bench} ${number}${title}`),
    });
  };
  const request = await toRequest(data, planFor(data.train.length, fineTuneSettingsSchema.parse({ seed })));
  const probe = await fineTune(request, '');
  const all = data.isDevLearned ? { ...data, train: [...data.train, ...data.dev], dev: [] } : data;
  const final = await toRequest(all, { ...request.settings, epochs: probe.epochs });
  const result = data.isDevLearned ? await fineTune(final, ', all rows') : probe;
  const verdict = await judgeRun(data, { probe, result, learned: all.train }, { progress });
  const { settings, rows } = data.isDevLearned ? final : request;
  const run: IntentRun = {
    bench,
    number,
    date: new Date().toISOString().slice(0, 10),
    verdict,
    training: {
      backend: result.backend,
      seconds: result.seconds,
      steps: settings.epochs * Math.ceil(rows.length / settings.batchSize),
    },
    settings,
  };
  const file = openJsonLines(RESULTS);
  file.append(run);
  file.close();
  progress(JSON.stringify(run));
}

/** The product's own training with its defaults; the test rows are only read by what comes of it. */
async function toRequest({ labels, train, dev, test }: DataSet, settings: FineTuneSettings): Promise<FineTuneRequest> {
  const tokenizer = await loadTokenizer(BASE);
  const toRows = (rows: LabelledText[]) => toTokenRows(rows, { labels, tokenise: (text) => tokenise(tokenizer, text) });
  return {
    base: BASE,
    classes: labels.length,
    rows: toRows(train),
    dev: toRows(dev),
    unseen: toRows(test),
    settings,
    tensorflow: tensorflowFolder(),
    isPortable: false,
    portableLayers: PORTABLE_LAYERS,
  };
}

export type Figures = { mean: number; lowest: number; highest: number; runs: number; planned: number };

/** Mean and spread of one figure over the runs there are; undefined before the first. */
export function figuresOf(
  runs: readonly IntentRun[],
  bench: IntentBench,
  pick: (verdict: IntentRun['verdict']) => number | null | undefined,
): Figures | undefined {
  const values = runs.filter((run) => run.bench === bench).flatMap(({ verdict }) => pick(verdict) ?? []);
  if (values.length === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean: Number(mean.toFixed(4)),
    lowest: Math.min(...values),
    highest: Math.max(...values),
    runs: values.length,
    planned: PLANNED[bench].numbers.length,
  };
}
