import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { JobQueue } from '../work/job-queue.js';
import { jitteredDelayMs } from '../work/retry-policy.js';
import type { Outbox } from './outbox.js';

const BATCH = 50;
/** While the store or the queue is away. */
const RETRY = { firstMs: 500, longestMs: 5_000 };
/** Without being woken: rows of another process, which died before it could relay them, wait no longer than this. */
const LOOK_MS = 10_000;

export type OutboxRelay = {
  /** There may be something to send. Never throws, never waits. */
  wake(): void;
  /** Ends after the look under way. */
  stop(): Promise<void>;
};

type Options = { outbox: Outbox; jobs: Pick<JobQueue, 'add'>; log: Log; lookMs?: number };

/**
 * Turns outbox rows into jobs, which retry. Kill it anywhere: a row is marked only after its job is durable, and the
 * job's key is the row's id, so that a repeat is the same job. What could not be relayed is tried again by itself.
 */
export function createOutboxRelay({ outbox, jobs, log, lookMs = LOOK_MS }: Options): OutboxRelay {
  let current: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const relayUntilSettled = async () => {
    do {
      isAskedAgain = false;
      await relayAll(outbox, jobs).then(
        () => {
          failures = 0;
        },
        (error: unknown) => {
          failures++;
          log.error({ code: toAppError(error).code, error: String(error), failures }, 'outbox not relayed');
        },
      );
    } while (isAskedAgain && failures === 0 && !isStopped);
    current = undefined;
    if (!isStopped) sleep(failures === 0 ? lookMs : jitteredDelayMs(RETRY, failures));
  };

  const look = () => {
    clearTimeout(timer);
    current ??= relayUntilSettled();
  };

  const sleep = (ms: number) => {
    timer = setTimeout(look, ms).unref();
  };

  return {
    wake: () => {
      isAskedAgain = true;
      // While something is away, messages do not add tries to those of the back-off.
      if (failures === 0 && !isStopped) look();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

async function relayAll(outbox: Outbox, jobs: Pick<JobQueue, 'add'>): Promise<void> {
  for (;;) {
    const rows = await outbox.pending(BATCH);
    for (const { shopId, message } of rows) {
      await jobs.add({ shopId, kind: message.kind, key: message.id, payload: message });
    }
    if (rows.length > 0) await outbox.markSent(rows.map(({ message }) => message.id));
    if (rows.length < BATCH) return;
  }
}
