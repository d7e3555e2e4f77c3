import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JOBS } from '../conversation/replies/jobs.js';
import { AppError } from '../errors.js';
import { createLog } from '../log.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { loadIntentCatalog } from '../understanding/intent-catalog.js';
import { readModelFolder } from '../understanding/model-folder.js';
import { formatReport } from './classification-report.js';
import { encodeExamples } from './encode-examples.js';
import { countDecisions, evaluate, judgeHead } from './evaluate.js';
import { prepareEncoder } from './prepare-encoder.js';
import { type LabelledText, readLabelledCsv } from './read-labelled-csv.js';
import { progressLine, readOptions, runCommand } from './run-command.js';
import { phrasesOf } from './train.js';

/**
 * `npm run evaluate -- --train A.csv --test B.csv`: trains on A, judges on B, beside the linear floor. A may be an intents folder.
 * `npm run evaluate -- --model DIR --test B.csv`: judges a trained model.
 */
async function main(): Promise<void> {
  const { train, test, model, base = 'intents/base' } = readOptions(['train', 'test', 'model', 'base']);
  if (test === undefined || (train === undefined) === (model === undefined)) {
    throw new AppError('BAD_INPUT', { details: ['Expected --test FILE with either --train FILE or --model DIR'] });
  }
  const rows = await readLabelledCsv(test);
  if (model !== undefined) await judgeModel(model, rows);
  else if (train !== undefined) await judgeTraining({ train: await readTraining(train), test: rows }, base);
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
  const examples = await encodeExamples(pool, rows, progressLine).finally(() => pool.stop());
  const report = judgeHead(model.head, examples);
  print(formatReport(report));
  print(`\n${model.modelId}: accuracy ${percent(report.accuracy)}`);
  for (const [outcome, count] of Object.entries(countDecisions(model.head, model.thresholds, examples))) {
    print(`${outcome.padEnd(16)} ${String(count).padStart(6)}  ${percent(count / rows.length)}`);
  }
}

/** A folder is a catalogue of intents, whose phrases are taken. */
async function readTraining(path: string): Promise<LabelledText[]> {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readLabelledCsv(path);
  const intents = await loadIntentCatalog({ folder: path, jobs: Object.keys(JOBS), policies: undefined });
  return phrasesOf([...intents.values()]);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);
