import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { type Language, languageSchema } from '../understanding/intent-catalog.js';
import type { Crew } from './fine-tune/parallel/run-crew.js';
import { type FineTuneSettings, fineTuneSettingsSchema } from './fine-tune/settings.js';
import { type StartUpSettings, startUpSettingsSchema } from './fine-tune/start-up/start-up-settings.js';
import { type CommandUsage, readCommandLine } from './read-command-line.js';
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

type Text =
  | 'intents'
  | 'base'
  | 'out'
  | 'parent'
  | 'languages'
  | 'messages'
  | 'epochs'
  | 'layers'
  | 'seed'
  | 'r-drop'
  | 'batch-size'
  | 'dropout'
  | 'encoder-rate'
  | 'workers'
  | 'here'
  | 'run'
  | 'unlabelled'
  | 'start-up'
  | 'start-up-epochs'
  | 'adapter-rank'
  | 'distil';

export const TRAIN_USAGE: CommandUsage<Text, 'resume' | 'frozen' | 'portable'> = {
  usage: ['npm run train -- [--languages en,zh] [--messages FILE] [--frozen] [--resume] [more]'],
  texts: {
    intents: ['DIR', 'the intents whose phrases are learned; default: intents'],
    base: ['DIR', 'the encoder to start from, a Hugging Face BERT; default: intents/base'],
    out: ['DIR', 'where the model goes: new, empty or a model to replace; default: DATA_DIR/models/ID'],
    parent: ['ID', 'the model that this one is to replace, for the record'],
    languages: ['LIST', 'whose phrases are learned, such as en,zh; default: en'],
    messages: ['FILE', "the shop's own messages beside the phrases: CSV with columns text and intent"],
    epochs: ['N', 'rounds over the phrases at most; default: 4, more of few phrases'],
    layers: ['N', 'how many of the encoder’s layers are trained, from the last one down'],
    seed: ['N', 'another seed, another draw of what is held out'],
    'r-drop': ['X', 'how much two readings of a phrase must agree; 0: not at all'],
    'batch-size': ['N', 'phrases a step; default: 32'],
    dropout: ['X', 'share of values left out in training, from 0 to 0.9; default: 0.1'],
    'encoder-rate': ['X', 'peak of the rate the encoder learns at; default: 0.0002'],
    workers: ['N', 'so many processes train one model together'],
    run: ['NAME', 'they do so on several machines, which meet at REDIS_URL by this name'],
    here: ['LIST', 'which of them run on this machine, such as 0,1'],
    unlabelled: ['FILE', 'chats to read first, as JSON Lines: {"text": …}'],
    'start-up': ['KIND', 'how they are read: masked-language (default) or contrastive'],
    'start-up-epochs': ['N', 'rounds over those chats'],
    'adapter-rank': ['N', 'layers as a small file over the shared encoder, such as 8'],
    distil: ['N', 'a student of so many layers, such as 3'],
  },
  flags: {
    frozen: 'trains only the head, in under a minute',
    resume: 'goes on where the same command was stopped',
    portable: 'leaves native TensorFlow alone: slower, but runs everywhere',
  },
  example: 'npm run train -- --languages en,zh --messages chats.csv',
};

type Texts = Partial<Record<Text, string>>;

/** @throws BAD_INPUT naming every option that cannot be as it is */
export function readTrainOptions(args: string[], environment: NodeJS.ProcessEnv): TrainOptions {
  const { texts, flags } = readCommandLine(TRAIN_USAGE, args);
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
  const adapter = rank === undefined ? {} : { lowRank: { rank, alpha: 2 * rank }, encoderRate: ADAPTER_RATE };
  return parse(fineTuneSettingsSchema, { ...adapter, ...toNumbers(texts, SETTINGS) }, SETTINGS);
}

/** Options by the settings they are of. */
const SETTINGS = {
  epochs: 'epochs',
  trainedLayers: 'layers',
  seed: 'seed',
  rDrop: 'r-drop',
  batchSize: 'batch-size',
  dropout: 'dropout',
  encoderRate: 'encoder-rate',
} as const;
const START_UP_SETTINGS = { kind: 'start-up', epochs: 'start-up-epochs' } as const;

function readUnlabelled(texts: Texts, seed: number): TuningAsked['unlabelled'] {
  const { unlabelled: file, 'start-up': kind = 'masked-language' } = texts;
  if (file === undefined) return undefined;
  return {
    file,
    settings: parse(startUpSettingsSchema, { seed, ...toNumbers(texts, START_UP_SETTINGS), kind }, START_UP_SETTINGS),
  };
}

function readLanguages(text: string): Language[] {
  const parsed = z.array(languageSchema).min(1).safeParse(text.split(','));
  if (parsed.success) return parsed.data;
  const known = languageSchema.options.join(', ');
  throw new AppError('BAD_INPUT', { details: [`--languages ${text}: expected a list like en,zh. Known: ${known}`] });
}

function readWhole(texts: Texts, name: Text): number | undefined {
  const text = texts[name];
  if (text === undefined) return undefined;
  const parsed = z.coerce.number().int().min(1).max(1024).safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', { details: [`--${name} ${text}: expected a whole number from 1 on`] });
}

/** What is no number is left as it is, for the schema to complain of. */
function toNumbers(texts: Texts, options: Readonly<Record<string, Text>>): Record<string, number | string> {
  const number = z.coerce.number();
  return Object.fromEntries(
    Object.entries(options).flatMap(([setting, option]) => {
      const text = texts[option];
      return text === undefined ? [] : [[setting, number.safeParse(text).data ?? text]];
    }),
  );
}

function parse<T>(schema: z.ZodType<T>, value: object, options: Readonly<Record<string, Text>>): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', {
    details: parsed.error.issues.map(
      ({ path, message }) => `--${options[String(path[0])] ?? path.join('.')}: ${message}`,
    ),
  });
}
