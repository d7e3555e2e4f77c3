import { createHash } from 'node:crypto';
import { createReadStream, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemClock } from '../clock.js';
import type { JobQueue } from '../conversation/work/job-queue.js';
import { AppError } from '../errors.js';
import { openExperimentLog } from './experiment/experiment-log.js';
import { fineTuneSettingsSchema } from './fine-tune/settings.js';
import { preparePlace } from './prepare-place.js';
import { type CommandUsage, readCommandLine } from './read-command-line.js';
import { progressLine } from './run-command.js';
import { tensorflowFolder } from './tensorflow-folder.js';
import { leaderboardPage, leaderboardTable, rankTrials } from './tune/leaderboard.js';
import { runSearch } from './tune/run-search.js';
import { createPlan, readSearchOptions, readWhole, type SearchOptions } from './tune/search-options.js';
import { readSearchSpace } from './tune/search-space.js';
import type { EndedTrials } from './tune/trial.js';
import { openTrialJournal, type SearchIdentity } from './tune/trial-journal.js';
import { readTrialMaterial } from './tune/trial-material.js';
import { createTrialRunner } from './tune/trial-runner.js';

/** Opens a queue that is kept in a folder and belongs to this process until it is closed. */
export type OpenJobs = (folder: string) => { jobs: JobQueue; close(): Promise<void> };

type Text = 'train' | 'dev' | 'space' | 'search' | 'trials' | 'budget' | 'seed' | 'side-by-side' | 'base' | 'out';

export const TUNE_USAGE: CommandUsage<Text> = {
  usage: [
    'npm run tune -- --train FILE --dev FILE --space FILE --search KIND [--trials N] [--budget EPOCHS] [more]',
    'the same command line goes on where it was stopped',
  ],
  texts: {
    train: ['FILE', 'messages to train on: CSV with columns text and intent'],
    dev: ['FILE', 'messages that trials are judged by: the same columns; none that shall test the model later'],
    space: ['FILE', 'YAML: settings of fine-tuning, each with a list or { min, max, scale: log | linear }'],
    search: ['KIND', 'grid: all of them; random: a draw; halving: many for a short time, the best for longer'],
    trials: ['N', 'how many are drawn; default: 20, of halving 27; a grid has as many as its lists make'],
    budget: ['EPOCHS', 'epochs of each trial; default: 4, of halving 9, for the last'],
    seed: ['N', 'another seed, another draw'],
    'side-by-side': ['K', 'so many trials run at once; default: 1'],
    base: ['DIR', 'the encoder to start from; default: intents/base'],
    out: ['DIR', 'where leaderboard.md and the curves go; default: DATA_DIR/tune/KIND-…'],
  },
  example: 'npm run tune -- --train train.csv --dev dev.csv --space space.yaml --search halving --trials 9',
};

const TABLE_ROWS = 5;

/**
 * `npm run tune -- --train A.csv --dev B.csv --space space.yaml --search grid|random|halving [--trials N --budget EPOCHS
 * --seed S --base DIR --out DIR --side-by-side K]`: the settings of fine-tuning that do best on the dev rows. The same
 * command line goes on after any end.
 */
export async function tuneCommand(openJobs: OpenJobs): Promise<void> {
  const asked = await readAsked();
  const { out, options, sideBySide } = asked;
  await preparePlace('--out', out);
  const { jobs, close } = openJobs(out);
  try {
    const journal = openTrialJournal(out, asked.identity);
    if (journal.ended.size > 0) progressLine(`Going on in ${out}: ${journal.ended.size} trials have ended`);
    const material = await readTrialMaterial({ ...asked, tensorflow: tensorflowFolder(), progress: progressLine });
    const names = options.space.map(({ name }) => name);
    await runSearch({
      plan: createPlan(options),
      jobs,
      journal,
      runTrial: createTrialRunner(material, sayOnce('Training with ')),
      openLog: (trialId) => openExperimentLog(join(out, 'runs'), trialId),
      clock: systemClock,
      sideBySide,
      progress: progressLine,
      onEnded: () => showLeaderboard(out, journal.ended, names),
    });
    writeLeaderboard(out, journal.ended, names);
    journal.close();
    progressLine(`Wrote ${join(out, 'leaderboard.md')}; tensorboard --logdir ${join(out, 'runs')} shows the curves`);
    printBest(out, journal.ended);
  } finally {
    await close();
  }
}

async function readAsked() {
  const { texts } = readCommandLine(TUNE_USAGE);
  const { train, dev, base = 'intents/base', space: spaceFile, search, ...given } = texts;
  if (train === undefined || dev === undefined || spaceFile === undefined || search === undefined) {
    throw new AppError('BAD_INPUT', {
      details: [
        'Expected --train FILE, --dev FILE, --space FILE and --search KIND',
        '--help says what each option is for',
      ],
    });
  }
  const { trials, seed, budget } = given;
  const space = await readSearchSpace(spaceFile);
  const options = readSearchOptions({
    search,
    space,
    ...(trials !== undefined && { trials }),
    ...(seed !== undefined && { seed }),
    ...(budget !== undefined && { budget }),
  });
  const identity = await identify(options, { train, dev, base });
  const out = given.out ?? join(process.env.DATA_DIR ?? '.data', 'tune', `${search}-${digest(identity).slice(0, 8)}`);
  const sideBySide = readWhole('--side-by-side', given['side-by-side'] ?? '1', 1);
  return { train, dev, base, options, identity, out, sideBySide };
}

type Files = { train: string; dev: string; base: string };

async function identify(options: SearchOptions, { train, dev, base }: Files): Promise<SearchIdentity> {
  const { search, space, trials, seed, epochs } = options;
  const parts = ['config.json', 'tokenizer.json', 'model.safetensors'].map((file) => hashFile(join(base, file)));
  return {
    '--search': search,
    '--space': digest(space.map(({ name, choices }) => [name, choices])),
    '--trials': String(trials),
    '--seed': String(seed),
    '--budget': String(epochs),
    '--train': await hashFile(train),
    '--dev': await hashFile(dev),
    '--base': digest(await Promise.all(parts)),
    'version of Concierge (its default settings differ)': digest(fineTuneSettingsSchema.parse({})),
  };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash).catch((cause: unknown) => {
    throw new AppError('BAD_INPUT', { cause, details: [`${file}: cannot be read`] });
  });
  return hash.digest('hex');
}

function sayOnce(prefix: string): (what: string) => void {
  const said = new Set<string>();
  return (what) => {
    if (!said.has(what)) progressLine(`${prefix}${what}`);
    said.add(what);
  };
}

function showLeaderboard(out: string, ended: EndedTrials, names: string[]): void {
  writeLeaderboard(out, ended, names);
  for (const line of leaderboardTable(ended, names, TABLE_ROWS)) progressLine(`  ${line}`);
}

/** Written beside and then renamed: a reader sees the old page or the new one. */
function writeLeaderboard(out: string, ended: EndedTrials, names: string[]): void {
  const page = join(out, 'leaderboard.md');
  writeFileSync(`${page}.new`, leaderboardPage(ended, names));
  renameSync(`${page}.new`, page);
}

function printBest(out: string, ended: EndedTrials): void {
  const [best] = rankTrials(ended);
  const failed = [...ended.values()].filter(({ kind }) => kind === 'failed').length;
  const settings = best && { ...best.trial.settings, epochs: best.trial.epochs, seed: best.trial.seed };
  const winner = best && { trial: best.trial.id, devAccuracy: best.devAccuracy, settings };
  process.stdout.write(`${JSON.stringify({ out, trials: ended.size, failed, best: winner ?? null }, null, 2)}\n`);
}
