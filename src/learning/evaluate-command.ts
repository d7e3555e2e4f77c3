import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.js';
import { createLog } from '../log.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { readModelFolder } from '../understanding/model-folder.js';
import { classificationReport, formatReport } from './classification-report.js';
import { countDecisions, evaluate } from './evaluate.js';
import { judgeFolds } from './judge-folds.js';
import { noisyRows } from './noise/noisy-rows.js';
import { encodersFolder, prepareEncoder } from './prepare-encoder.js';
import { percent, print } from './print.js';
import { readCommandLine } from './read-command-line.js';
import { type LabelledText, readLabelledCsv } from './read-labelled-csv.js';
import { readMessages } from './read-messages.js';
import { readTraining } from './read-training.js';
import type { EvaluationRun } from './report/evaluation-run.js';
import { writeReport } from './report/write-report.js';
import { progressLine, runCommand } from './run-command.js';
import { type EvaluationParts, runEvaluation } from './run-evaluation.js';

/**
 * `npm run evaluate -- --train A.csv --test B.csv`: trains on A, judges on B, beside the linear floor. A may be an intents folder.
 * `npm run evaluate -- --model DIR --test B.csv`: judges a trained model. With `--report DIR` also as a page and as JSON,
 * beside another model's with `--against DIR`; `--intents DIR` is where its training phrases stand; `--noise` judges every
 * message also with each of seven kinds of noise.
 * `npm run evaluate -- --train A.csv --folds 5`: every row of A by a head that was trained on the other folds.
 */
async function main(): Promise<void> {
  const { texts: options, flags } = readCommandLine({
    texts: ['train', 'test', 'model', 'base', 'report', 'against', 'intents', 'folds'],
    flags: ['noise'],
  });
  const { train, test, model, base = 'intents/base', report, against, intents = 'intents', folds } = options;
  if (folds !== undefined) return judgeFolds({ ...options, base, folds });
  if (test === undefined || (train === undefined) === (model === undefined)) {
    throw new AppError('BAD_INPUT', { details: ['Expected --test FILE with either --train FILE or --model DIR'] });
  }
  if ((report !== undefined && model === undefined) || (against !== undefined && report === undefined)) {
    throw new AppError('BAD_INPUT', { details: ['--report needs --model, and --against needs --report'] });
  }
  if (flags.has('noise') && report === undefined)
    throw new AppError('BAD_INPUT', { details: ['--noise needs --report'] });
  const rows = await readLabelledCsv(test);
  if (model !== undefined) await judgeModel(model, rows);
  else if (train !== undefined) await judgeTraining({ train: await readTraining(train), test: rows }, base);
  if (report === undefined || model === undefined) return;
  const noisy = flags.has('noise') ? noisyRows(rows, NOISE_SEED) : [];
  const material = { name: basename(test), rows: [...rows, ...noisy], phrases: await readTraining(intents) };
  const run = await evaluateFolder(model, material);
  const before = against === undefined ? undefined : await evaluateFolder(against, material);
  const { byNoise } = await writeReport(report, run, { before });
  for (const { group, count, accuracy } of byNoise) print(`${group.padEnd(14)} ${percent(accuracy)} of ${count}`);
  progressLine(`Wrote report.html and report.json in ${report}`);
}

const NOISE_SEED = 1;
type Material = { name: string; rows: EvaluationParts['rows']; phrases: LabelledText[] };

async function evaluateFolder(folder: string, { name, rows, phrases }: Material): Promise<EvaluationRun> {
  const model = await readModelFolder(folder);
  const encoder = await createEncoderPool({ modelDir: folder, log: createLog('warn') });
  return runEvaluation(name, { model, encoder, rows, phrases, progress: progressLine }).finally(() => encoder.stop());
}

async function judgeTraining(rows: { train: LabelledText[]; test: LabelledText[] }, base: string): Promise<void> {
  const encoder = await prepareEncoder(base, encodersFolder());
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

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);
