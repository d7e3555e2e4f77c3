import { z } from 'zod';
import type { Clock } from '../../clock.js';
import type { JobHandler, JobQueue } from '../../conversation/work/job-queue.js';
import type { HyperParameters } from '../experiment/event.js';
import type { ExperimentLog } from '../experiment/experiment-log.js';
import { percent } from './leaderboard.js';
import { type EndedTrial, type EndedTrials, type RunTrial, type Trial, trialSchema } from './trial.js';
import type { TrialJournal } from './trial-journal.js';

export type SearchParts = {
  /** The trials that are known, given what has ended; the search is over when all of them have. */
  plan: (ended: EndedTrials) => Trial[];
  jobs: JobQueue;
  journal: TrialJournal;
  runTrial: RunTrial;
  openLog: (trialId: string) => ExperimentLog;
  clock: Clock;
  sideBySide: number;
  progress: (line: string) => void;
  /** After every trial that ended. */
  onEnded: () => void;
};

const KIND = 'tune-trial';
/** Tuning is no shop's. */
const NO_SHOP = 'tuning';
/** A trial that failed so often is left alone. */
const ATTEMPTS = 3;
const ALIVE_MS = 60_000;

const payloadSchema = z.strictObject({ searchId: z.string(), trial: trialSchema });

/**
 * Runs the trials of a search as jobs, those that ended in an earlier process not again. Resolves when it is over.
 * @throws what kept a result from being written
 */
export async function runSearch(parts: SearchParts): Promise<void> {
  const { plan, jobs, journal, sideBySide } = parts;
  const turns = createTurnstile();
  const handler = createHandler(parts, turns);
  const added = new Set<string>();
  // A queue that waits to try again does not keep a process alive by itself.
  const alive = setInterval(() => {}, ALIVE_MS);
  try {
    jobs.work(KIND, handler, { concurrency: sideBySide });
    for (;;) {
      const next = turns.wait();
      turns.check();
      const owed = plan(journal.ended).filter(({ id }) => !journal.ended.has(id));
      if (owed.length === 0) return;
      for (const trial of owed) {
        if (added.has(trial.id)) continue;
        added.add(trial.id);
        const { searchId } = journal;
        await jobs.add({ shopId: NO_SHOP, kind: KIND, key: `${searchId}/${trial.id}`, payload: { searchId, trial } });
      }
      await next;
    }
  } finally {
    clearInterval(alive);
  }
}

function createHandler(parts: SearchParts, turns: Turnstile): JobHandler {
  const { journal, onEnded } = parts;
  return async ({ payload, attempt }) => {
    const job = payloadSchema.safeParse(payload).data;
    // Another search's, or done by a process that died before the queue knew.
    if (job === undefined || job.searchId !== journal.searchId || journal.ended.has(job.trial.id)) return;
    const outcome = await endTrial(parts, job.trial, attempt);
    try {
      journal.add(outcome);
      onEnded();
      turns.pass();
    } catch (error) {
      turns.fail(error);
      throw error;
    }
  };
}

/** @throws what the training threw, when there are attempts left */
async function endTrial(parts: SearchParts, trial: Trial, attempt: number): Promise<EndedTrial> {
  const { clock, progress } = parts;
  try {
    const { devAccuracy, seconds } = await runLogged(parts, trial);
    progress(`${trial.id}: ${percent(devAccuracy)} in ${seconds.toFixed(1)} s`);
    return { kind: 'done', trial, devAccuracy, seconds, at: clock.now() };
  } catch (error) {
    const isLast = attempt >= ATTEMPTS;
    const reason = error instanceof Error ? error.message : String(error);
    progress(`${trial.id}: ${reason}; ${isLast ? 'left alone' : 'will be tried again'}`);
    if (!isLast) throw error;
    return { kind: 'failed', trial, reason, at: clock.now() };
  }
}

async function runLogged({ openLog, runTrial, progress }: SearchParts, trial: Trial) {
  const log = openLog(trial.id);
  try {
    const { settings, epochs, seed } = trial;
    log.hyperParameters(toHyperParameters({ ...settings, epochs, seed }));
    const result = await runTrial(trial, (epoch, devAccuracy) => {
      log.scalar('dev/accuracy', epoch, devAccuracy);
      progress(`${trial.id}: epoch ${epoch} of ${epochs}, ${percent(devAccuracy)} of the dev rows`);
    });
    log.scalar('dev/best-accuracy', epochs, result.devAccuracy);
    return result;
  } catch (error) {
    log.text('failure', String(error));
    throw error;
  } finally {
    log.close();
  }
}

function toHyperParameters(settings: object): HyperParameters {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]),
  );
}

type Turnstile = ReturnType<typeof createTurnstile>;

/** Lets one waiter through at a pass; what happens after `wait` was called is not lost. */
function createTurnstile() {
  let resolve = () => {};
  let fault: { error: unknown } | undefined;
  return {
    wait: () =>
      new Promise<void>((pass) => {
        resolve = pass;
      }),
    pass: () => resolve(),
    fail: (error: unknown) => {
      fault ??= { error };
      resolve();
    },
    /** @throws what it failed with, if it did */
    check: () => {
      if (fault !== undefined) throw fault.error;
    },
  };
}
