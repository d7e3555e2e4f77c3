import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JOBS } from '../conversation/replies/jobs.js';
import { AppError } from '../errors.js';
import { createLog } from '../log.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { loadIntentCatalog } from '../understanding/intent-catalog.js';
import { readModelFolder } from '../understanding/model-folder.js';
import { classificationReport, formatReport } from './classification-report.js';
import { countDecisions, evaluate } from './evaluate.js';
import { prepareEncoder } from './prepare-encoder.js';
import { readCommandLine } from './read-command-line.js';
import { type LabelledText, readLabelledCsv } from './read-labelled-csv.js';
import { readMessages } from './read-messages.js';
import { compareRuns } from './report/compare-runs.js';
import type { EvaluationRun } from './report/evaluation-run.js';
import { reportPage } from './report/report-page.js';
import { summariseRun } from './report/summarise-run.js';
import { progressLine, runCommand } from './run-command.js';
import { runEvaluation } from './run-evaluation.js';
import { phrasesOf } from './training-phrases.js';

/**
 * `npm run evaluate -- --train A.csv --test B.csv`: trains on A, judges on B, beside the linear floor. A may be an intents folder.
 * `npm run evaluate -- --model DIR --test B.csv`: judges a trained model. With `--report DIR` also as a page and as JSON,
 * beside another model's with `--against DIR`; `--intents DIR` is where its training phrases stand.
 */
async function main(): Promise<void> {
  const { texts: options } = readCommandLine({
    texts: ['train', 'test', 'model', 'base', 'report', 'against', 'intents'],
  });
  const { train, test, model, base = 'intents/base', report, against, intents = 'intents' } = options;
  if (test === undefined || (train === undefined) === (model === undefined)) {
    throw new AppError('BAD_INPUT', { details: ['Expected --test FILE with either --train FILE or --model DIR'] });
  }
  if ((report !== undefined && model === undefined) || (against !== undefined && report === undefined)) {
    throw new AppError('BAD_INPUT', { details: ['--report needs --model, and --against needs --report'] });
  }
  const rows = await readLabelledCsv(test);
  if (model !== undefined) await judgeModel(model, rows);
  else if (train !== undefined) await judgeTraining({ train: await readTraining(train), test: rows }, base);
  if (report === undefined || model === undefined) return;
  const material = { name: basename(test), rows, phrases: await readTraining(intents) };
  const run = await evaluateFolder(model, material);
  await writeReport(report, run, against === undefined ? undefined : await evaluateFolder(against, material));
}

type Material = { name: string; rows: LabelledText[]; phrases: LabelledText[] };

async function evaluateFolder(folder: string, { name, rows, phrases }: Material): Promise<EvaluationRun> {
  const model = await readModelFolder(folder);
  const encoder = await createEncoderPool({ modelDir: folder, log: createLog('warn') });
  return runEvaluation(name, { model, encoder, rows, phrases, progress: progressLine }).finally(() => encoder.stop());
}

/** `report.html` for people, `report.json` with the same figures, for programs. */
async function writeReport(folder: string, run: EvaluationRun, before: EvaluationRun | undefined): Promise<void> {
  const summary = summariseRun(run);
  const comparison = before === undefined ? undefined : compareRuns(before, run);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.html'), reportPage(summary, comparison));
  await writeFile(join(folder, 'report.json'), `${JSON.stringify({ summary, comparison }, null, 2)}\n`);
  progressLine(`Wrote ${join(folder, 'report.html')} and report.json`);
}

async function judgeTraining(rows: { train: LabelledText[]; test: LabelledText[] }, base: string): Promise<void> {
  const encoder = await prepareEncoder(base, '.data/encoders');
  const pool = await createEncoderPool({ modelDir: encoder.folder, log: createLog('warn') });
  const { dropped, model, floor } = await evaluate(rows, pool, progressLine).finally(() => pool.stop());
  if (dropped > 0) progressLine(`${dropped} training rows also stand in the test and were left out`);
  print(formatReport(model));
  print('\nWithout the encoder (linear, word and character n-grams):');
  print(formatReport({ ...floor, labels: [] }));
  print(`\naccuracy ${percent(model.accuracy)}; floor ${percent(floor.accuracy)}`);
}

async function judgeModel(folder: string, rows: LabelledText[]): Promise<void> {
  const model = await readModelFolder(folder);
  const pool = await createEncoderPool({ modelDir: folder, log: createLog('warn') });
  const texts = rows.map(({ text }) => text);
  const read = await readMessages({ model, encoder: pool }, texts, progressLine).finally(() => pool.stop());
  const judged = read.map(({ judgement }, place) => ({ label: rows[place]?.label ?? '', judgement }));
  const report = classificationReport(
    judged.map(({ label, judgement }) => ({ actual: label, predicted: judgement.ranking[0]?.intent ?? '' })),
  );
  print(formatReport(report));
  print(`\n${model.modelId}: accuracy ${percent(report.accuracy)}`);
  for (const [outcome, count] of Object.entries(countDecisions(judged))) {
    print(`${outcome.padEnd(16)} ${String(count).padStart(6)}  ${percent(count / rows.length)}`);
  }
}

/** A folder is a catalogue of intents, whose phrases are taken. */
async function readTraining(path: string): Promise<LabelledText[]> {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readLabelledCsv(path);
  const intents = await loadIntentCatalog({ folder: path, jobs: Object.keys(JOBS), policies: undefined });
  return phrasesOf([...intents.values()], ['en']);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);
