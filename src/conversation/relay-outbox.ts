import { toAppError } from '../errors.js';
import type { Log } from '../log.js';
import type { JobQueue } from './job-queue.js';
import type { Outbox } from './outbox.js';

const BATCH = 50;

export type OutboxRelay = {
  /** There may be something to send. Never throws, never waits. */
  wake(): void;
  stop(): Promise<void>;
};

/**
 * Turns outbox rows into jobs, which retry. Kill it anywhere: a row is marked only after its job is durable, and the
 * job's key is the row's id, so that a repeat is the same job.
 */
export function createOutboxRelay({ outbox, jobs, log }: { outbox: Outbox; jobs: JobQueue; log: Log }): OutboxRelay {
  let current = Promise.resolve();
  const relay = async (): Promise<void> => {
    for (;;) {
      const rows = await outbox.pending(BATCH);
      for (const { shopId, message } of rows) {
        await jobs.add({ shopId, kind: message.kind, key: message.id, payload: message });
      }
      if (rows.length > 0) await outbox.markSent(rows.map(({ message }) => message.id));
      if (rows.length < BATCH) return;
    }
  };
  return {
    wake: () => {
      current = current.then(relay).catch((error: unknown) => {
        log.error({ code: toAppError(error).code, error: String(error) }, 'outbox not relayed');
      });
    },
    stop: () => current,
  };
}
