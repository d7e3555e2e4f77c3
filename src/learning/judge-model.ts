import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../errors.js';
import { createLog } from '../log.js';
import { OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import type { Encoder } from '../understanding/encoder.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { type Model, readModelFolder } from '../understanding/model-folder.js';
import { classificationReport, formatReport } from './classification-report.js';
import { countDecisions } from './evaluate.js';
import type { EvaluateOptions, ReportOptions } from './evaluate-options.js';
import { findUnknownLabels, requireKnownLabels } from './known-labels.js';
import { knownPhrases, type PhraseSource, readPhraseSource } from './known-phrases.js';
import { noisyRows } from './noise/noisy-rows.js';
import { preparePlace } from './prepare-place.js';
import { percent, print } from './print.js';
import { type LabelledLine, type LabelledText, readLabelledLines } from './read-labelled-csv.js';
import { type ReadMessage, readMessages } from './read-messages.js';
import { writeReport } from './report/write-report.js';
import { progressLine } from './run-command.js';
import { type EvaluationParts, runEvaluation } from './run-evaluation.js';

/**
 * Judges a trained model on messages whose meaning is known; with a report also as a page and as JSON, beside another
 * model. Whatever is missing or does not fit is found before the first message is read.
 * @throws BAD_INPUT, MODEL_INVALID, INTENTS_INVALID
 */
export async function judgeModel({ model: folder, test, report }: Asked): Promise<void> {
  const model = await openModel('--model', folder);
  const against = report?.against === undefined ? undefined : await openModel('--against', report.against);
  const lines = await readLabelledLines(test);
  const known = [...new Set([...model.head.labels, OUT_OF_SCOPE])];
  requireKnownLabels(lines, { file: test, known, by: model.modelId });
  const rows = lines.map(({ text, label }) => ({ text, label }));
  if (report === undefined) {
    const read = (encoder: Encoder) => readAll(model, { encoder, rows });
    return printJudgement(model, { rows, read: await withEncoder(model, read) });
  }
  if (against !== undefined) tellUnknown(against, lines);
  await preparePlace('--report', report.folder);
  const now = await withPhrases(model, report);
  const before = against && (await withPhrases(against, report));
  const noisy = report.isNoisy ? noisyRows(rows, NOISE_SEED) : [];
  const material = { name: basename(test), rows: [...rows, ...noisy] };
  const { run, read } = await evaluateModel(now, material);
  printJudgement(model, { rows, read });
  const { byNoise } = await writeReport(report.folder, run, {
    before: before && (await evaluateModel(before, material)).run,
  });
  for (const { group, count, accuracy } of byNoise) print(`${group.padEnd(14)} ${percent(accuracy)} of ${count}`);
  progressLine(`Wrote report.html and report.json in ${report.folder}`);
}

type Asked = Omit<Extract<EvaluateOptions, { kind: 'model' }>, 'kind'>;

const NOISE_SEED = 1;

async function openModel(option: string, folder: string): Promise<Model> {
  if (existsSync(join(folder, 'manifest.json'))) return readModelFolder(folder);
  throw new AppError('BAD_INPUT', {
    details: [`${option} ${folder}: holds no model (manifest.json); name a folder that npm run train wrote`],
  });
}

type Opened = { model: Model; phrases: PhraseSource };

async function withPhrases(model: Model, { intents }: ReportOptions): Promise<Opened> {
  return { model, phrases: await readPhraseSource(model.folder, { intents, progress: progressLine }) };
}

/** A model from before an intent was added is fairly told to miss it; whoever reads the figures should know. */
function tellUnknown({ modelId, head: { labels } }: Model, lines: readonly LabelledLine[]): void {
  for (const { label, messages } of findUnknownLabels(lines, [...labels, OUT_OF_SCOPE])) {
    progressLine(`${modelId} does not know ${label}: it counts as wrong on ${messages} of the messages`);
  }
}

/** Of the rows as they are written, which are the first of those that were read. */
function printJudgement({ modelId }: Model, { rows, read }: { rows: LabelledText[]; read: ReadMessage[] }): void {
  const judged = rows.flatMap(({ label }, place) => {
    const judgement = read[place]?.judgement;
    return judgement === undefined ? [] : [{ label, judgement }];
  });
  const report = classificationReport(
    judged.map(({ label, judgement }) => ({ actual: label, predicted: judgement.ranking[0]?.intent ?? '' })),
  );
  print(formatReport(report));
  print(`\n${modelId}: accuracy ${percent(report.accuracy)}`);
  for (const [outcome, count] of Object.entries(countDecisions(judged))) {
    print(`${outcome.padEnd(16)} ${String(count).padStart(6)}  ${percent(count / rows.length)}`);
  }
}

type Material = { name: string; rows: EvaluationParts['rows'] };

function evaluateModel({ model, phrases }: Opened, { name, rows }: Material) {
  return withEncoder(model, async (encoder) => {
    const read = await readAll(model, { encoder, rows });
    const known = await knownPhrases(model, { encoder, source: phrases, progress: progressLine });
    return { read, run: await runEvaluation(name, { model, encoder, rows, read, known }) };
  });
}

function readAll(model: Model, { encoder, rows }: { encoder: Encoder; rows: LabelledText[] }): Promise<ReadMessage[]> {
  const texts = rows.map(({ text }) => text);
  return readMessages({ model, encoder }, texts, progressLine);
}

async function withEncoder<T>({ folder }: Model, work: (encoder: Encoder) => Promise<T>): Promise<T> {
  const encoder = await createEncoderPool({ modelDir: folder, log: createLog('warn') });
  return work(encoder).finally(() => encoder.stop());
}
