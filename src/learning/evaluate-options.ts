import { z } from 'zod';
import { AppError } from '../errors.js';
import { type CommandUsage, readCommandLine } from './read-command-line.js';

/** What `npm run evaluate` was asked for. */
export type EvaluateOptions =
  | { kind: 'model'; model: string; test: string; report: ReportOptions | undefined }
  | { kind: 'training'; train: string; test: string; base: string }
  | { kind: 'folds'; train: string; folds: number; base: string; report: string | undefined };

export type ReportOptions = {
  folder: string;
  /** Folder of a model to compare with. */
  against: string | undefined;
  /** Where the phrases of the models stand; undefined: where each says that it was trained from. */
  intents: string | undefined;
  isNoisy: boolean;
};

type Text = 'model' | 'test' | 'report' | 'against' | 'intents' | 'train' | 'folds' | 'base';

export const EVALUATE_USAGE: CommandUsage<Text, 'noise'> = {
  usage: [
    'npm run evaluate -- --model DIR --test FILE [--report DIR [--against DIR] [--intents DIR] [--noise]]',
    'npm run evaluate -- --train FILE --test FILE [--base DIR]',
    'npm run evaluate -- --train FILE --folds K [--base DIR] [--report DIR]',
  ],
  texts: {
    model: ['DIR', 'the model to judge, a folder that npm run train wrote'],
    test: ['FILE', 'messages to judge it by: CSV with columns text and intent'],
    report: ['DIR', 'where report.html and report.json go: a folder that is new or of an earlier report'],
    against: ['DIR', 'another model, compared on the same messages'],
    intents: ['DIR', 'where the phrases stand that a message is like; default: where the model was trained from'],
    train: ['FILE', 'messages to train a head on: CSV with columns text and intent, or a folder of intents'],
    folds: ['K', 'cross-validation: every row is judged by a head trained on the other parts'],
    base: ['DIR', 'the encoder to train over; default: intents/base'],
  },
  flags: { noise: 'judges every message also with each of seven kinds of noise' },
  example: 'npm run evaluate -- --model intents/model --test test/fixtures/intents/zh-2026-11-29.csv --report out',
};

const MOST_FOLDS = 100;

/** @throws BAD_INPUT naming what does not go together, and what would */
export function readEvaluateOptions(args: string[]): EvaluateOptions {
  const { texts, flags } = readCommandLine(EVALUATE_USAGE, args);
  const { model, test, train, report, against, intents, base = 'intents/base' } = texts;
  const isNoisy = flags.has('noise');
  if (report === undefined && against !== undefined) throw mistake('--against needs --report');
  if (report === undefined && isNoisy) throw mistake('--noise needs --report');
  if (texts.folds !== undefined) return readFolds({ ...texts, base, folds: texts.folds }, isNoisy);
  if (test !== undefined && model !== undefined && train === undefined) {
    const asked = report === undefined ? undefined : { folder: report, against, intents, isNoisy };
    return { kind: 'model', model, test, report: asked };
  }
  if (model === undefined && report !== undefined) throw mistake('--report needs --model');
  if (test !== undefined && train !== undefined && model === undefined) return { kind: 'training', train, test, base };
  throw mistake('Expected --test FILE with either --train FILE or --model DIR');
}

function readFolds(texts: Partial<Record<Text, string>> & { base: string; folds: string }, isNoisy: boolean) {
  const { train, test, model, report, against, base } = texts;
  const folds = z.coerce.number().int().min(2).max(MOST_FOLDS).safeParse(texts.folds).data;
  if (train === undefined || test !== undefined || model !== undefined || folds === undefined)
    throw mistake(`--folds K takes --train FILE and no --test or --model, and a number from 2 to ${MOST_FOLDS}`);
  if (against !== undefined || isNoisy) throw mistake('--folds takes neither --against nor --noise');
  return { kind: 'folds' as const, train, folds, base, report };
}

function mistake(what: string): AppError {
  return new AppError('BAD_INPUT', { details: [what, '--help says what each option is for'] });
}
