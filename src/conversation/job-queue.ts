/**
 * Port: work that may happen later and must happen. At least once, in the order it becomes due; a handler that
 * throws is tried again with back-off, then set aside as dead. One contract suite for every adapter.
 */
export type JobQueue = {
  /** Durable when it resolves. A second job with the same `key` while the first is kept is the first. */
  add(job: NewJob): Promise<void>;
  /** Starts taking jobs of this kind. Handlers must bear repetition. */
  work(kind: string, handler: JobHandler, options?: { concurrency?: number }): void;
  /** Jobs that failed every attempt, newest first. */
  dead(kind: string): Promise<DeadJob[]>;
  /** Stops taking jobs and waits for those under way. */
  stop(): Promise<void>;
};

export type NewJob = {
  shopId: string;
  kind: string;
  key: string;
  payload: unknown;
  /** Milliseconds from now; default 0. */
  delayMs?: number;
};

export type JobHandler = (job: { shopId: string; key: string; payload: unknown; attempt: number }) => Promise<void>;

export type DeadJob = { shopId: string; key: string; payload: unknown; error: string; failedAt: number };
