import type { Queue } from 'bull';
import { DEAD_JOBS_SHOWN, type DeadJob, type JobQueue } from '../../conversation/work/job-queue.js';
import { JOB_RETRY, type RetryPolicy } from '../../conversation/work/retry-policy.js';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import { type BullConnections, openBullConnections } from './bull-connections.js';
import { addJob, jobIdOf, openQueue, PREFIX, readStatus, replayJob, toDeadJob } from './bull-jobs.js';
import { type BullWorker, startBullWorker } from './bull-worker.js';

export type BullJobs = JobQueue & {
  /** Stops, then lets the connections go. */
  close(): Promise<void>;
};

/** Names of the kinds that were ever added. */
const KINDS = `${PREFIX}:kinds`;
/** Dead jobs read at once, and at most, while those of a shop are looked for. */
const PAGE = 100;
const MOST_READ = 10_000;

type Options = { url: string; log: Log; retry?: RetryPolicy };

/**
 * Jobs in Redis by Bull, a queue for each kind; any number of processes add and take them. The job of a process that
 * died is taken again within 4 seconds. Nothing is lost that Redis keeps.
 * @param url `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS
 * @throws STORE_UNAVAILABLE when Redis cannot be reached
 */
export async function openBullJobs({ url, log, retry = JOB_RETRY }: Options): Promise<BullJobs> {
  const connections = await openBullConnections(url, log);
  const shelf = createShelf(connections);
  const workers = new Map<string, BullWorker>();
  const stop = async () => {
    await Promise.all([...workers.values()].map((worker) => worker.stop()));
  };
  return {
    add: (job) => guarded(async () => addJob(await shelf.make(job.kind), job, retry)),
    work: (kind, handler, { concurrency = 1 } = {}) => {
      if (workers.has(kind)) throw new AppError('INTERNAL', { details: [`Jobs of kind ${kind} have a handler`] });
      workers.set(kind, startBullWorker({ kind, handler, concurrency, connections, log, retry }));
    },
    find: (shopId, kind, key) =>
      guarded(async () => {
        const queue = await shelf.get(kind);
        return queue && readStatus(queue, connections.prompt, jobIdOf(shopId, key));
      }),
    dead: (shopId, kind) =>
      guarded(async () => {
        const kinds = kind === undefined ? await shelf.kinds() : [kind];
        const lists = await Promise.all(kinds.map(async (one) => deadOf(await shelf.get(one), shopId, one)));
        return lists
          .flat()
          .sort((a, b) => b.failedAt - a.failedAt)
          .slice(0, DEAD_JOBS_SHOWN);
      }),
    replay: (shopId, kind, key) =>
      guarded(async () => {
        const queue = await shelf.get(kind);
        return queue === undefined ? 0 : replayAll(queue, connections, { shopId, key });
      }),
    waiting: () =>
      guarded(async () => {
        const queues = await Promise.all((await shelf.kinds()).map(shelf.get));
        const counts = await Promise.all(queues.map((queue) => queue?.getWaitingCount() ?? 0));
        return counts.reduce((sum, count) => sum + count, 0);
      }),
    stop,
    close: async () => {
      await stop();
      connections.close();
    },
  };
}

type Shelf = {
  /** The queue of a kind, made at its first job. */
  make(kind: string): Promise<Queue<unknown>>;
  /** Undefined when there never was a job of this kind. */
  get(kind: string): Promise<Queue<unknown> | undefined>;
  kinds(): Promise<string[]>;
};

function createShelf({ prompt }: BullConnections): Shelf {
  const queues = new Map<string, Queue<unknown>>();
  const open = (kind: string) => {
    const queue = queues.get(kind) ?? openQueue(kind, () => prompt);
    queues.set(kind, queue);
    return queue;
  };
  return {
    make: async (kind) => {
      if (!queues.has(kind)) await prompt.sadd(KINDS, kind);
      return open(kind);
    },
    get: async (kind) => (queues.has(kind) || (await prompt.sismember(KINDS, kind)) === 1 ? open(kind) : undefined),
    kinds: () => prompt.smembers(KINDS),
  };
}

async function deadOf(queue: Queue<unknown> | undefined, shopId: string, kind: string): Promise<DeadJob[]> {
  const found: DeadJob[] = [];
  for await (const job of failedJobs(queue)) {
    const dead = toDeadJob(kind, job);
    if (dead.shopId === shopId) found.push(dead);
    if (found.length === DEAD_JOBS_SHOWN) break;
  }
  return found;
}

type Wanted = { shopId: string; key: string | undefined };

async function replayAll(queue: Queue<unknown>, { prompt }: BullConnections, { shopId, key }: Wanted): Promise<number> {
  const one = key === undefined ? undefined : await queue.getJob(jobIdOf(shopId, key));
  if (key !== undefined) return one && (await replayJob(queue, prompt, one)) ? 1 : 0;
  const jobs = [];
  for await (const job of failedJobs(queue)) if (toDeadJob('', job).shopId === shopId) jobs.push(job);
  const replayed = await Promise.all(jobs.map((job) => replayJob(queue, prompt, job)));
  return replayed.filter(Boolean).length;
}

/** Newest first. */
async function* failedJobs(queue: Queue<unknown> | undefined) {
  for (let from = 0; queue !== undefined && from < MOST_READ; from += PAGE) {
    const page = await queue.getFailed(from, from + PAGE - 1);
    yield* page.filter((job) => job !== null);
    if (page.length < PAGE) return;
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('STORE_UNAVAILABLE', { cause: error });
  }
}
