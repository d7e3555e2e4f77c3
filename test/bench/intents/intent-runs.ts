import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { tensorflowFolder } from '../../../src/learning/tensorflow-folder.js';
import { loadDataSet } from './data-sets.js';
import { judgeRun } from './judge-run.js';
import { loadReadings } from './tuned-readings.js';

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
const WORK = '.data/bench/intents';

/** Three seeds for the full sets; five draws of one seed each for the small ones. */
export const PLANNED: Record<IntentBench, { dataSet: 'banking77' | 'clinc150'; shots?: number; numbers: number[] }> = {
  banking77: { dataSet: 'banking77', numbers: [1, 2, 3] },
  clinc150: { dataSet: 'clinc150', numbers: [1, 2, 3] },
  'banking77-10shot': { dataSet: 'banking77', shots: 10, numbers: [1, 2, 3, 4, 5] },
  'clinc150-10shot': { dataSet: 'clinc150', shots: 10, numbers: [1, 2, 3, 4, 5] },
};

/** Every line written so far; each is the outcome of a whole run. */
export async function readRuns(): Promise<IntentRun[]> {
  const text = await readFile(RESULTS, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => runSchema.parse(JSON.parse(line)));
}

/**
 * Runs what a bench lacks, one after the other, and writes a line for each. A training that was finished but not judged
 * is judged; one that was killed is done again.
 */
export async function runMissing(bench: IntentBench, progress: (line: string) => void): Promise<void> {
  const done = (await readRuns()).filter((run) => run.bench === bench).map(({ number }) => number);
  for (const number of PLANNED[bench].numbers) {
    if (!done.includes(number)) await runOne(bench, number, progress);
  }
}

async function runOne(bench: IntentBench, number: number, progress: (line: string) => void): Promise<void> {
  const { dataSet, shots } = PLANNED[bench];
  const draw = shots === undefined ? undefined : { shots, seed: number };
  const folder = join(WORK, `${bench}-${number}`);
  const request = { dataSet, draw, seed: draw === undefined ? number : 1, out: folder, tensorflow: tensorflowFolder() };
  if (!existsSync(join(folder, 'index.json'))) await train(request);
  const readings = await loadReadings(folder);
  if (readings === undefined) throw new Error(`${folder} holds no readings`);
  const verdict = await judgeRun(await loadDataSet(dataSet, draw), readings, { folder, progress });
  const { settings, backend, seconds, steps } = readings.origin;
  const date = new Date().toISOString().slice(0, 10);
  const run: IntentRun = { bench, number, date, verdict, training: { backend, seconds, steps }, settings };
  await mkdir('test/bench/results', { recursive: true });
  await appendFile(RESULTS, `${JSON.stringify(run)}\n`);
  progress(JSON.stringify(run));
}

function train(request: object): Promise<void> {
  const entry = fileURLToPath(new URL('fine-tune-run.js', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, JSON.stringify(request)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`training ended with ${code}`))));
  });
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
