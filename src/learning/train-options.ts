import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { type Language, languageSchema } from '../understanding/intent-catalog.js';
import type { Crew } from './fine-tune/parallel/run-crew.js';
import { type FineTuneSettings, fineTuneSettingsSchema } from './fine-tune/settings.js';
import { type StartUpSettings, startUpSettingsSchema } from './fine-tune/start-up/start-up-settings.js';
import { readCommandLine } from './read-command-line.js';
import { readCrew } from './read-crew.js';

/** All that `npm run train` was asked for. */
export type TrainOptions = {
  intents: string;
  base: string;
  dataDir: string;
  /** Where the model goes; undefined: among the models of the data folder, under its name. */
  out: string | undefined;
  parent: string | null;
  languages: Language[];
  /** CSV of the shop's own messages whose intents are known, learned beside the phrases. */
  messages: string | undefined;
  isResumed: boolean;
  isPortable: boolean;
  /** Undefined: only the head is trained. */
  tuning: TuningAsked | undefined;
};

export type TuningAsked = {
  settings: FineTuneSettings;
  /** Layers trained on wasm, where they were asked for. */
  layers: number | undefined;
  /** Undefined: one process alone. */
  crew: Crew | undefined;
  /** Chats without labels, JSON Lines, to start up on. */
  unlabelled: { file: string; settings: StartUpSettings } | undefined;
  /** Layers of the student that the model is distilled into. */
  distil: number | undefined;
};

const TEXTS = [
  'intents',
  'base',
  'out',
  'parent',
  'languages',
  'messages',
  'epochs',
  'layers',
  'seed',
  'r-drop',
  'batch-size',
  'dropout',
  'workers',
  'here',
  'run',
  'unlabelled',
  'start-up',
  'start-up-epochs',
  'adapter-rank',
  'distil',
] as const;
const FLAGS = ['resume', 'frozen', 'portable'] as const;

type Texts = Partial<Record<(typeof TEXTS)[number], string>>;

/** @throws BAD_INPUT naming every option that cannot be as it is */
export function readTrainOptions(args: string[], environment: NodeJS.ProcessEnv): TrainOptions {
  const { texts, flags } = readCommandLine({ texts: TEXTS, flags: FLAGS }, args);
  const dataDir = environment.DATA_DIR ?? '.data';
  const { intents = 'intents', base = 'intents/base', out, parent = null, languages = 'en', messages } = texts;
  const tuning = flags.has('frozen') ? undefined : readTuning(texts, environment.REDIS_URL);
  return {
    intents,
    base,
    dataDir,
    out,
    parent,
    languages: readLanguages(languages),
    messages,
    isResumed: flags.has('resume'),
    isPortable: flags.has('portable'),
    tuning,
  };
}

/** Where the folder of a model goes that was not told where. */
export function modelsFolder({ dataDir }: Pick<TrainOptions, 'dataDir'>): string {
  return join(dataDir, 'models');
}

function readTuning(texts: Texts, redisUrl: string | undefined): TuningAsked {
  const crew = readCrew({ ...texts, workers: readWhole(texts, 'workers') }, redisUrl);
  const distil = readWhole(texts, 'distil');
  const settings = readSettings(texts);
  const unlabelled = readUnlabelled(texts, settings.seed);
  const mistakes = [
    settings.lowRank === undefined || unlabelled === undefined
      ? []
      : ['--adapter-rank needs the shared encoder as it is; --unlabelled changes it'],
    settings.lowRank === undefined || distil === undefined
      ? []
      : ['--adapter-rank keeps all layers of the shared encoder; --distil takes some away'],
    crew?.redis === undefined || unlabelled === undefined
      ? []
      : ['--unlabelled: the start-up stage is for one machine; leave --run out'],
  ].flat();
  if (mistakes.length > 0) throw new AppError('BAD_INPUT', { details: mistakes });
  return { settings, layers: readWhole(texts, 'layers'), crew, unlabelled, distil };
}

/** As many matrices get in the way of the rate that whole layers want: five to ten times as high. */
const ADAPTER_RATE = 1.5e-3;

function readSettings(texts: Texts): FineTuneSettings {
  const rank = readWhole(texts, 'adapter-rank');
  return parse(fineTuneSettingsSchema, {
    ...toNumbers({
      epochs: texts.epochs,
      trainedLayers: texts.layers,
      seed: texts.seed,
      rDrop: texts['r-drop'],
      batchSize: texts['batch-size'],
      dropout: texts.dropout,
    }),
    ...(rank !== undefined && { lowRank: { rank, alpha: 2 * rank }, encoderRate: ADAPTER_RATE }),
  });
}

function readUnlabelled(texts: Texts, seed: number): TuningAsked['unlabelled'] {
  const { unlabelled: file, 'start-up': kind = 'masked-language', 'start-up-epochs': epochs } = texts;
  if (file === undefined) return undefined;
  return { file, settings: parse(startUpSettingsSchema, { kind, seed, ...toNumbers({ epochs }) }) };
}

function readLanguages(text: string): Language[] {
  const parsed = z.array(languageSchema).min(1).safeParse(text.split(','));
  if (parsed.success) return parsed.data;
  const known = languageSchema.options.join(', ');
  throw new AppError('BAD_INPUT', { details: [`--languages ${text}: expected a list like en,zh. Known: ${known}`] });
}

function readWhole(texts: Texts, name: (typeof TEXTS)[number]): number | undefined {
  const text = texts[name];
  if (text === undefined) return undefined;
  const parsed = z.coerce.number().int().min(1).max(1024).safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', { details: [`--${name} ${text}: expected a whole number from 1 on`] });
}

/** What is no number is left as it is, for the schema to complain of. */
function toNumbers(given: Record<string, string | undefined>): Record<string, number | string> {
  const number = z.coerce.number();
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, number.safeParse(text).data ?? text]],
    ),
  );
}

function parse<T>(schema: z.ZodType<T>, value: object): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', {
    details: parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`),
  });
}
