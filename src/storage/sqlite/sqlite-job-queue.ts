import type { Clock } from '../../clock.js';
import type { JobHandler, JobQueue } from '../../conversation/work/job-queue.js';
import { JOB_RETRY, jitteredDelayMs, type RetryPolicy } from '../../conversation/work/retry-policy.js';
import { runHandler } from '../../conversation/work/run-handler.js';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import { createJobRows, type JobRows, type TakenRow } from './job-rows.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Longest sleep between two looks at the clock, which may be set while we sleep. */
const LONGEST_SLEEP_MS = 60_000;
/** After the store refused to say what is due. */
const STORE_RETRY_MS = 1000;

type Options = { connection: SqliteConnection; clock: Clock; log: Log; retry?: RetryPolicy };

/**
 * Jobs in SQLite. A job is marked as running, and its attempt counted, before its handler is called: what a dead
 * process had taken is due again when this is made, which must be once per process.
 */
export function createSqliteJobQueue({ connection, clock, log, retry = JOB_RETRY }: Options): JobQueue {
  const { db, read, write } = connection;
  const rows = createJobRows(db);
  const workers = new Map<string, Worker>();
  rows.recover(retry.attempts, clock.now());

  return {
    add: async (job) => {
      await write(() => rows.insert(job, clock.now() + (job.delayMs ?? 0)));
      workers.get(job.kind)?.wake();
    },
    work: (kind, handler, { concurrency = 1 } = {}) => {
      if (workers.has(kind)) throw new AppError('INTERNAL', { details: [`Jobs of kind ${kind} have a handler`] });
      const worker = createWorker({ kind, handler, concurrency, rows, connection, clock, log, retry });
      workers.set(kind, worker);
      worker.wake();
    },
    find: (shopId, kind, key) => read(() => rows.find(shopId, kind, key)),
    dead: (shopId, kind) => read(() => rows.dead(shopId, kind)),
    replay: async (shopId, kind, key) => {
      const replayed = await write(() => rows.replay(clock.now(), shopId, kind, key));
      workers.get(kind)?.wake();
      return replayed;
    },
    waiting: () => read(() => rows.countDue(clock.now())),
    stop: async () => {
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
    },
  };
}

type Worker = { wake(): void; stop(): Promise<void> };

type WorkerParts = Required<Options> & { kind: string; handler: JobHandler; concurrency: number; rows: JobRows };

/** Takes the due jobs of one kind, then sleeps until the next is due, one ends or one is added. */
function createWorker(parts: WorkerParts): Worker {
  const { kind, concurrency, rows, connection, clock, log } = parts;
  const running = new Set<Promise<void>>();
  let isStopping = false;
  let isTaking = false;
  let isAskedAgain = false;
  let looking = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const sleep = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(wake, Math.min(Math.max(ms, 0), LONGEST_SLEEP_MS)).unref();
  };

  const begin = (job: TakenRow) => {
    const run = runJob(parts, job).finally(() => {
      running.delete(run);
      wake();
    });
    running.add(run);
  };

  const look = async () => {
    const free = concurrency - running.size;
    if (free <= 0 || isStopping) return;
    const dueAt = await connection.read(() => rows.nextDueAt(kind));
    if (dueAt === undefined) return;
    if (dueAt > clock.now()) return sleep(dueAt - clock.now());
    const jobs = await connection.write(() => rows.take(kind, clock.now(), free));
    for (const job of jobs) begin(job);
    isAskedAgain = true;
  };

  const lookUntilSettled = async () => {
    isTaking = true;
    do {
      isAskedAgain = false;
      await look().catch((error: unknown) => {
        log.error({ kind, error: String(error) }, 'jobs could not be taken, trying again');
        sleep(STORE_RETRY_MS);
      });
    } while (isAskedAgain && !isStopping);
    isTaking = false;
  };

  const wake = () => {
    isAskedAgain = true;
    if (!isTaking && !isStopping) looking = lookUntilSettled();
  };

  const stop = async () => {
    isStopping = true;
    clearTimeout(timer);
    await looking;
    while (running.size > 0) await Promise.all(running);
  };

  return { wake, stop };
}

/** Never throws: a result that cannot be saved is found as a running job at the next start. */
async function runJob({ kind, handler, rows, connection, clock, log, retry }: WorkerParts, { id, ...job }: TakenRow) {
  const { shopId, key, attempt } = job;
  const saveProgress = (progress: number) => connection.write(() => rows.setProgress(id, progress));
  const failure = await runHandler(handler, job, saveProgress);
  try {
    await connection.write(() => {
      if (failure === undefined) return rows.finish(id, clock.now());
      if (attempt >= retry.attempts) return rows.bury(id, clock.now(), failure);
      return rows.retry(id, clock.now() + jitteredDelayMs(retry, attempt), failure);
    });
    if (failure !== undefined) log.warn({ kind, shopId, key, attempt, failure }, 'job failed');
  } catch (error) {
    log.error({ kind, shopId, key, error: String(error) }, 'result of a job could not be saved');
  }
}
