import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { JOBS } from '../conversation/replies/jobs.js';
import { AppError } from '../errors.js';
import { createLog } from '../log.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import { type Language, languageSchema, loadIntentCatalog } from '../understanding/intent-catalog.js';
import { tokenise } from '../understanding/tokenise.js';
import { PORTABLE_LAYERS } from './fine-tune/fine-tune-job.js';
import { jobFolder, runFineTune } from './fine-tune/run-fine-tune.js';
import { fineTuneSettingsSchema } from './fine-tune/settings.js';
import { loadTokenizer } from './load-tokenizer.js';
import { nameModel } from './model-source.js';
import { prepareEncoder } from './prepare-encoder.js';
import { createProgressBar } from './progress-bar.js';
import { readCommandLine } from './read-command-line.js';
import { progressLine, runCommand } from './run-command.js';
import { tensorflowFolder } from './tensorflow-folder.js';
import { train } from './train.js';
import type { FineTuner, TuningOptions } from './tune-encoder.js';
import { writeModelFolder } from './write-model-folder.js';

const OPTIONS = ['intents', 'base', 'out', 'parent', 'languages', 'epochs', 'layers', 'seed', 'r-drop'] as const;
const FLAGS = ['resume', 'frozen', 'portable'] as const;

/**
 * `npm run train [-- --languages en,zh --epochs 4 --resume …]`: phrases in, a model folder out. `--frozen` trains only
 * the head; `--portable` leaves native TensorFlow alone; `--resume` goes on where the same training was stopped.
 */
async function main(): Promise<void> {
  const { texts: values, flags } = readCommandLine({ texts: OPTIONS, flags: FLAGS });
  const { intents: intentsDir = 'intents', base = 'intents/base', out, parent, languages = 'en' } = values;
  const startedAt = performance.now();
  const intents = await loadIntentCatalog({ folder: intentsDir, jobs: Object.keys(JOBS), policies: undefined });
  const encoder = await prepareEncoder(base, '.data/encoders');
  const { tokenise: toIds, encoderLanguages } = await loadTokeniser(base);
  const stop = new AbortController();
  const onInterrupt = () => {
    progressLine('\nStopping after this step; press Ctrl-C again to stop at once.');
    process.once('SIGINT', () => process.exit(130));
    stop.abort();
  };
  process.once('SIGINT', onInterrupt);
  const tuning: Omit<TuningOptions, 'labels'> | undefined = flags.has('frozen')
    ? undefined
    : {
        settings: readSettings(values),
        tokenise: toIds,
        fineTune: createFineTuner({
          base,
          isPortable: flags.has('portable'),
          portableLayers: values.layers === undefined ? PORTABLE_LAYERS : readSettings(values).trainedLayers,
          isResumed: flags.has('resume'),
          stop: stop.signal,
        }),
      };
  const pool = await createEncoderPool({ modelDir: encoder.folder, log: createLog('warn') });
  const trained = await train([...intents.values()], pool, {
    languages: readLanguages(languages),
    encoderLanguages,
    tuning,
    progress: progressLine,
  }).finally(() => pool.stop());
  const model = { trained, encoder, base, source: intentsDir, parent: parent ?? null };
  const folder = out ?? join('.data/models', nameModel(model));
  const manifest = await writeModelFolder(folder, model);
  progressLine(`Wrote ${folder} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  const { modelId, calibration, metrics, data } = manifest;
  process.stdout.write(`${JSON.stringify({ folder, modelId, ...data, calibration, metrics }, null, 2)}\n`);
}

type FineTunerOptions = {
  base: string;
  isPortable: boolean;
  portableLayers: number;
  isResumed: boolean;
  stop: AbortSignal;
};

function createFineTuner({ base, isPortable, portableLayers, isResumed, stop }: FineTunerOptions): FineTuner {
  return async (name, job) => {
    const request = {
      base: resolve(base),
      ...job,
      unseen: [],
      tensorflow: tensorflowFolder(),
      isPortable,
      portableLayers,
    };
    const showProgress = createProgressBar(name === 'probe' ? 'First training, on nine tenths' : 'Training on all');
    return runFineTune(request, {
      folder: jobFolder('.data/training', request),
      isResumed,
      onMessage: showProgress,
      signal: stop,
    });
  };
}

const tokenizerKindSchema = z.object({ model: z.object({ type: z.string() }) });

/** An encoder whose words come from a list reads one language; one that cuts by likelihood was made for many. */
async function loadTokeniser(base: string) {
  const tokenizer = await loadTokenizer(base);
  const { model } = tokenizerKindSchema.parse(JSON.parse(await readFile(join(base, 'tokenizer.json'), 'utf8')));
  return {
    tokenise: (text: string) => tokenise(tokenizer, text),
    encoderLanguages: model.type === 'WordPiece' ? ('english' as const) : ('any' as const),
  };
}

function readSettings(values: Partial<Record<(typeof OPTIONS)[number], string>>) {
  const number = z.coerce.number();
  const given = { epochs: values.epochs, trainedLayers: values.layers, seed: values.seed, rDrop: values['r-drop'] };
  const numbers = Object.entries(given).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, number.safeParse(text).data ?? text]],
  );
  const parsed = fineTuneSettingsSchema.safeParse(Object.fromEntries(numbers));
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', {
    details: parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`),
  });
}

function readLanguages(text: string): Language[] {
  const parsed = z.array(languageSchema).min(1).safeParse(text.split(','));
  if (parsed.success) return parsed.data;
  const known = languageSchema.options.join(', ');
  throw new AppError('BAD_INPUT', { details: [`--languages ${text}: expected a list like en,zh. Known: ${known}`] });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(main);
