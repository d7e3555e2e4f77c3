import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { loadIntents } from '../conversation/load-intents.js';
import { createLog } from '../log.js';
import { createEncoderPool } from '../understanding/encoder-pool.js';
import type { Intent } from '../understanding/intent-catalog.js';
import { tokenise } from '../understanding/tokenise.js';
import { createFineTuner } from './create-fine-tuner.js';
import { littleLines } from './data-care/too-little.js';
import { loadTokenizer } from './load-tokenizer.js';
import { nameModel } from './model-source.js';
import { encodersFolder, prepareEncoder } from './prepare-encoder.js';
import { readLabelledChats } from './read-labelled-chats.js';
import { readSentimentCsv, type SentimentText } from './read-sentiment-csv.js';
import { progressLine } from './run-command.js';
import { runStartUp, type StartUpLineage } from './run-start-up.js';
import { train } from './train.js';
import { modelsFolder, readTrainOptions, type TrainOptions, type TuningAsked } from './train-options.js';
import { gatherMaterial, type Phrase, type TrainingMaterial } from './training-phrases.js';
import { type TuningOptions, tuneEncoder } from './tune-encoder.js';
import { requireModelPlace, writeModelFolder } from './write-model-folder.js';

/**
 * `npm run train [-- --languages en,zh --epochs 4 …]`: phrases in, a model folder out; see `train-options.ts`. `--frozen`
 * trains only the head; `--portable` leaves native TensorFlow alone; `--resume` goes on where the same training was
 * stopped. `--workers N` trains with several processes, on several machines with `--run NAME --here 0,1` and REDIS_URL.
 * `--messages FILE` learns the shop's own labelled messages beside the phrases, `--unlabelled FILE` starts up on chats, `--adapter-rank R` and `--distil LAYERS` make smaller models.
 * @param worker script of the training processes
 */
export async function trainCommand({ worker }: { worker: string }): Promise<void> {
  const options = readTrainOptions(process.argv.slice(2), process.env);
  const startedAt = performance.now();
  if (options.out !== undefined) await requireModelPlace(options.out);
  const intents = [...(await loadIntents(options.intents)).intents.values()];
  const messages = await readShopMessages(intents, options);
  const tokeniser = await loadTokeniser(options.base);
  const material = gatherMaterial(intents, { languages: options.languages, messages, ...tokeniser });
  const prepared = options.tuning && (await prepareTuning(options, { ...tokeniser, asked: options.tuning, worker }));
  if (prepared?.isLed === true) return follow(material, prepared.tuning);
  const encoder = await prepareEncoder(options.base, encodersFolder());
  const pool = await createEncoderPool({ modelDir: encoder.folder, log: createLog('warn') });
  const trained = await train(material, pool, {
    tuning: prepared?.tuning,
    moods: await readMoods(options.intents),
    progress: progressLine,
  }).finally(() => pool.stop());
  const { base, intents: source, parent } = options;
  const model = { trained, encoder, base, source, parent, startUp: prepared?.startUp };
  const folder = options.out ?? join(modelsFolder(options), nameModel(model));
  const manifest = await writeModelFolder(folder, model);
  progressLine(`Wrote ${folder} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  for (const line of littleLines(material.rows, trained.heldOut.rows.length)) progressLine(line);
  const { modelId, calibration, metrics, data } = manifest;
  process.stdout.write(`${JSON.stringify({ folder, modelId, ...data, calibration, metrics }, null, 2)}\n`);
}

async function readShopMessages(intents: readonly Intent[], { messages, languages }: TrainOptions): Promise<Phrase[]> {
  if (messages === undefined) return [];
  const labels = intents.map(({ intent }) => intent).sort();
  const { rows, left } = await readLabelledChats(messages, { labels, languages });
  const others = [
    left.foreign > 0 ? [`${left.foreign} are in no language of --languages ${languages.join(',')}`] : [],
    left.empty > 0 ? [`nothing is left of ${left.empty} without personal data`] : [],
  ].flat();
  progressLine(
    [`${rows.length} messages from ${messages}, secrets, addresses and numbers taken out`, ...others].join('; '),
  );
  return rows;
}

/** Messages of known tone beside the intents; a shop may do without. */
async function readMoods(intents: string): Promise<SentimentText[]> {
  const file = join(intents, 'sentiment', 'train.csv');
  return existsSync(file) ? readSentimentCsv(file) : [];
}

type Tokeniser = Awaited<ReturnType<typeof loadTokeniser>>;
type Prepared = {
  tuning: Omit<TuningOptions, 'labels'>;
  startUp: StartUpLineage | undefined;
  /** Worker 0 is on another machine. */
  isLed: boolean;
};

async function prepareTuning(
  options: TrainOptions,
  { asked, worker, tokenise }: Tokeniser & { asked: TuningAsked; worker: string },
): Promise<Prepared> {
  const { base, dataDir, isPortable, isResumed } = options;
  const surroundings = { base, folder: join(dataDir, 'training'), isPortable, isResumed, worker, stop: onInterrupt() };
  const { unlabelled } = asked;
  const started =
    unlabelled &&
    (await runStartUp({ asked: { ...asked, unlabelled }, surroundings, tokenise, progress: progressLine }));
  const fineTune = createFineTuner(asked, { ...surroundings, startUp: started?.folder });
  return {
    tuning: { settings: asked.settings, tokenise, fineTune, distil: asked.distil },
    startUp: started?.lineage,
    isLed: asked.crew !== undefined && !asked.crew.here.includes(0),
  };
}

function onInterrupt(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    progressLine('\nStopping after this step; press Ctrl-C again to stop at once.');
    process.once('SIGINT', () => process.exit(130));
    stop.abort();
  });
  return stop.signal;
}

/** Takes part in the trainings of another machine, which makes the model of them. */
async function follow({ readable, labels }: TrainingMaterial, tuning: Omit<TuningOptions, 'labels'>): Promise<void> {
  await tuneEncoder(readable, { ...tuning, labels });
  progressLine('Took part; the machine of worker 0 writes the model');
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
