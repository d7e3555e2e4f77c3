import { AppError } from '../../errors.js';
import type { Db } from './db.js';
import type { DiskWatch } from './disk-watch.js';
import { isDiskFault, isDiskFull, storeFault } from './store-fault.js';

export type GroupCommit = {
  /**
   * Runs `work` in a transaction shared with whatever else is being written. Resolves with its value once COMMIT has
   * returned: it is on disk then. When `work` throws, all that it did is undone and nothing of its neighbours.
   * `work` is synchronous and may be run twice, so it must do nothing but SQL.
   * @throws STORE_UNAVAILABLE when nothing could be committed; after a fault of the disk, for good
   */
  write<T>(work: () => T): Promise<T>;
  /** Commits what waits; later writes are refused. */
  close(): void;
};

/** Writes seen in the last commit from which the next waits for company. */
const BUSY_BATCH = 8;
/** Longest wait for company, counted from the last commit. */
const GATHER_MS = 2;
/** A commit blocks the process: after one the next waits as long as it took, so that others have half of the time. */
const LONGEST_REST_MS = 8;
/** Writes that are enough company. */
const FULL_BATCH = 512;

type Transactions = Pick<Db, 'exec' | 'inTransaction'>;

/** Runs the write and answers how to tell its caller so, once that is true. */
type Write = { attempt: () => Outcome; reject: (fault: unknown) => void };
type Outcome = () => void;

type Options = {
  db: Transactions;
  disk: DiskWatch;
  /** Told after every commit, when its callers have been told. */
  onCommit?: (() => void) | undefined;
  /** Told when something was undone that may have been read meanwhile, by the writes that did it. */
  onUndo?: (() => void) | undefined;
};

/** Collects writes of many callers into one transaction, so that they share one fsync. */
export function createGroupCommit({ db, disk, onCommit, onUndo }: Options): GroupCommit {
  let queue: Write[] = [];
  let cancel: (() => void) | undefined;
  let closed: AppError | undefined;
  let last = { size: 0, at: 0, tookMs: 0 };

  const commit = () => {
    cancel?.();
    cancel = undefined;
    const batch = queue;
    queue = [];
    if (batch.length === 0) return;
    const began = performance.now();
    const outcomes = commitBatch(batch);
    const at = performance.now();
    last = { size: batch.length, at, tookMs: at - began };
    for (const settle of outcomes) settle();
    onCommit?.();
  };

  const commitBatch = (batch: Write[]): Outcome[] => {
    try {
      const refusal = disk.refusal();
      if (refusal !== undefined) throw refusal;
      const outcomes = inTransaction({ db, onUndo }, batch);
      disk.committed();
      return outcomes;
    } catch (error) {
      onUndo?.();
      const fault = disk.failed(error);
      return batch.map(({ reject }) => rejecting(reject, fault));
    }
  };

  /** At once when idle; under load, or on a slow disk, a little later, so that more share the commit. */
  const schedule = () => {
    const restMs = Math.min(last.tookMs, LONGEST_REST_MS);
    const waitMs = (last.size < BUSY_BATCH ? restMs : Math.max(GATHER_MS, restMs)) - (performance.now() - last.at);
    const isNow = waitMs <= 0 || queue.length >= FULL_BATCH;
    if (cancel !== undefined && queue.length !== FULL_BATCH) return;
    cancel?.();
    cancel = isNow ? soon(commit) : later(commit, waitMs);
  };

  return {
    write: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        const refusal = closed ?? disk.refusal();
        if (refusal !== undefined) return reject(refusal);
        const attempt = () => {
          const value = work();
          return () => resolve(value);
        };
        queue.push({ attempt, reject });
        schedule();
      }),
    close: () => {
      commit();
      closed ??= new AppError('STORE_UNAVAILABLE', { details: ['The store is closed'] });
    },
  };
}

type Committing = Pick<Options, 'db' | 'onUndo'>;

/** A failed COMMIT throws: it is never tried again. */
function inTransaction(committing: Committing, batch: Write[]): Outcome[] {
  const { db } = committing;
  db.exec('BEGIN IMMEDIATE');
  try {
    const outcomes = attemptTogether(committing, batch);
    db.exec('COMMIT');
    return outcomes;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Most batches hold no failing write, so savepoints are only taken once one has failed. */
function attemptTogether(committing: Committing, batch: Write[]): Outcome[] {
  const { db, onUndo } = committing;
  try {
    return batch.map(({ attempt }) => attempt());
  } catch (error) {
    if (!db.inTransaction || isOfTheDisk(error)) throw error;
    db.exec('ROLLBACK');
    onUndo?.();
    db.exec('BEGIN IMMEDIATE');
    return batch.map((write) => attemptAlone(committing, write));
  }
}

function attemptAlone({ db, onUndo }: Committing, { attempt, reject }: Write): Outcome {
  db.exec('SAVEPOINT one_write');
  try {
    const outcome = attempt();
    db.exec('RELEASE one_write');
    return outcome;
  } catch (error) {
    // SQLite itself ends the transaction on some faults (full disk, I/O): nothing of the batch is left then.
    if (!db.inTransaction || isOfTheDisk(error)) throw error;
    db.exec('ROLLBACK TO one_write');
    onUndo?.();
    db.exec('RELEASE one_write');
    return rejecting(reject, storeFault(error));
  }
}

/** No write of the batch is to blame, and none would fare better alone. */
function isOfTheDisk(error: unknown): boolean {
  return isDiskFault(error) || isDiskFull(error);
}

function rejecting(reject: (fault: unknown) => void, fault: unknown): Outcome {
  return () => reject(fault);
}

function soon(run: () => void): () => void {
  const immediate = setImmediate(run);
  return () => clearImmediate(immediate);
}

function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
