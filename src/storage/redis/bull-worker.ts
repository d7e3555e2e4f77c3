import type { Job, Queue } from 'bull';
import type { Redis } from 'ioredis';
import type { JobHandler } from '../../conversation/work/job-queue.js';
import { jitteredDelayMs, type RetryPolicy } from '../../conversation/work/retry-policy.js';
import { runHandler } from '../../conversation/work/run-handler.js';
import type { Log } from '../../log.js';
import { type BullConnections, DRAIN_SECONDS } from './bull-connections.js';
import { openQueue, readData, STARTS } from './bull-jobs.js';

/** A worker's hold on a job, renewed at half of it. */
const LOCK_MS = 1_500;
/** How often jobs are looked for whose worker lost its hold: a dead worker's are taken again within 4 s. */
const STALLED_MS = 1_000;
/** How often delayed jobs are looked for when nobody tells of them. */
const GUARD_MS = 1_000;
const RETRY_MS = 500;
/** For Bull to write down what the last handlers did. */
const GRACE_MS = 3_000;
const LOOK_MS = 10;
/** How long, and how many, jobs are remembered that were done while Redis was not there to hear of it. */
const REMEMBERED_MS = 600_000;
const MOST_REMEMBERED = 10_000;

export type BullWorker = { stop(): Promise<void> };

type Options = {
  kind: string;
  handler: JobHandler;
  concurrency: number;
  connections: BullConnections;
  log: Log;
  retry: RetryPolicy;
};

/** `outcome`: why the job failed, or undefined when it did not. `doneAt`: infinity until it succeeded. */
type Run = { outcome: Promise<string | undefined>; doneAt: number };

type Worker = Options & {
  queue: Queue<unknown>;
  /** By job id: runs under way, and those that succeeded and are not yet written down as done. */
  runs: Map<string, Run>;
  /** Handlers that have begun. */
  underWay: Set<Promise<unknown>>;
  /** Ids of jobs whose run Bull has not written down. */
  unrecorded: Set<string>;
  isStopping: boolean;
};

/**
 * Takes jobs of one kind. Bull holds a job by a lock that runs out, also while Redis is away: a job it hands out a
 * second time while this process does it, or after it was done here, is not done twice.
 */
export function startBullWorker(options: Options): BullWorker {
  const { kind, concurrency, connections, log } = options;
  const blocking = connections.blocking();
  const queue = openWorkerQueue(options, blocking);
  const worker: Worker = {
    ...options,
    queue,
    runs: new Map(),
    underWay: new Set(),
    unrecorded: new Set(),
    isStopping: false,
  };
  Object.assign(queue, {
    // Bull names its connection for lists we do not show, and ends the process when that fails.
    setWorkerName: async () => undefined,
    // Bull's own waits for ever, or ends the process, while Redis is away.
    whenCurrentJobsFinished: () => {
      blocking.disconnect();
      return whenRecorded(worker);
    },
  });
  queue.on('error', (error) => {
    if (!worker.isStopping) log.warn({ kind, error: error.message }, 'Bull could not do its part, trying again');
  });
  queue.on('completed', ({ id }) => {
    worker.runs.delete(String(id));
    worker.unrecorded.delete(String(id));
  });
  queue.on('failed', ({ id }) => worker.unrecorded.delete(String(id)));
  queue
    .process(concurrency, (job) => processJob(worker, job))
    .catch((error: unknown) => {
      if (!worker.isStopping) log.error({ kind, error: String(error) }, 'jobs are not taken any more');
    });
  return {
    stop: async () => {
      worker.isStopping = true;
      await queue.close();
      blocking.disconnect();
    },
  };
}

function openWorkerQueue({ kind, connections, retry }: Options, blocking: Redis): Queue<unknown> {
  const createClient = (type: 'client' | 'subscriber' | 'bclient') => {
    if (type === 'bclient') return blocking;
    return type === 'subscriber' ? connections.subscriber : connections.patient;
  };
  return openQueue(kind, createClient, {
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_MS,
    // Jobs that stall so often are dead, and kept as such.
    maxStalledCount: retry.attempts,
    guardInterval: GUARD_MS,
    retryProcessDelay: RETRY_MS,
    drainDelay: DRAIN_SECONDS,
    backoffStrategies: { 'full-jitter': (failures: number) => jitteredDelayMs(retry, failures) },
  });
}

async function processJob(worker: Worker, job: Job<unknown>): Promise<void> {
  const { runs, unrecorded } = worker;
  const id = String(job.id);
  const run = knownRun(worker, id) ?? { outcome: runJob(worker, job), doneAt: Number.POSITIVE_INFINITY };
  runs.set(id, run);
  unrecorded.add(id);
  const failure = await run.outcome.catch((error: unknown) => String(error));
  if (failure !== undefined) {
    runs.delete(id);
    throw new Error(failure);
  }
  run.doneAt = Math.min(run.doneAt, performance.now());
  forgetOldest(runs);
}

/** Not one of long ago: the key of a job may be used again. */
function knownRun({ runs }: Worker, id: string): Run | undefined {
  const run = runs.get(id);
  return run !== undefined && performance.now() - run.doneAt < REMEMBERED_MS ? run : undefined;
}

/** Answers why the job failed, or undefined when it did not. */
async function runJob(worker: Worker, job: Job<unknown>): Promise<string | undefined> {
  const { kind, handler, queue, connections, log, retry, underWay } = worker;
  const attempt = await connections.patient.hincrby(queue.toKey(String(job.id)), STARTS, 1);
  const { shopId, key, payload } = readData(job);
  if (worker.isStopping) return 'The process stopped before it began';
  if (attempt >= retry.attempts) await job.discard();
  // Bull gives a job back that took its worker down, however often.
  if (attempt > retry.attempts) return 'The process died while it ran';
  const run = runHandler(handler, { shopId, key, payload, attempt }, (share) => job.progress(share));
  underWay.add(run);
  const failure = await run.finally(() => underWay.delete(run));
  if (failure !== undefined) log.warn({ kind, shopId, key, attempt, failure }, 'job failed');
  return failure;
}

function forgetOldest(runs: Worker['runs']): void {
  const [oldest] = runs.keys();
  if (runs.size > MOST_REMEMBERED && oldest !== undefined) runs.delete(oldest);
}

/** The handlers are waited for; with Redis away what they did is done again by whoever takes it next. */
async function whenRecorded({ underWay, unrecorded }: Worker): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay);
  const until = performance.now() + GRACE_MS;
  while (unrecorded.size > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
