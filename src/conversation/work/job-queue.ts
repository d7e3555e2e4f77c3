/**
 * Port: work that may happen later and must happen. At least once, in the order it becomes due; a handler that
 * throws is tried again with back-off, then the job is set aside as dead until somebody replays it. Every start
 * counts as an attempt, so that a job that takes the process down is set aside as well. One contract suite for every
 * adapter. Payloads hold ids, never personal text: erasure does not look here.
 */
export type JobQueue = {
  /**
   * Durable when it resolves. A second job with the same `key` while the first is kept, which is until a day after it
   * was done, is the first.
   * @throws STORE_UNAVAILABLE, soon, when it may not have been stored: add it again
   */
  add(job: NewJob): Promise<void>;
  /** Starts taking jobs of this kind. Handlers must bear repetition. */
  work(kind: string, handler: JobHandler, options?: { concurrency?: number }): void;
  /** How a job is doing; undefined when there is none by that key. */
  find(shopId: string, kind: string, key: string): Promise<JobStatus | undefined>;
  /** Jobs that failed every attempt, newest first, at most `DEAD_JOBS_SHOWN`; of every kind worked here, or of one. */
  dead(shopId: string, kind?: string): Promise<DeadJob[]>;
  /** Makes dead jobs of a kind due, all or the one of `key`, with their attempts before them again; how many it were. */
  replay(shopId: string, kind: string, key?: string): Promise<number>;
  /** How many jobs are due and not begun, over all kinds, shops and processes. */
  waiting(): Promise<number>;
  /** Stops taking jobs and waits for those under way. */
  stop(): Promise<void>;
};

export const DEAD_JOBS_SHOWN = 100;

export type NewJob = {
  shopId: string;
  kind: string;
  /** Any text without NUL. */
  key: string;
  payload: unknown;
  /** Milliseconds from now; default 0. */
  delayMs?: number;
};

/** `report` says how much is done, 0 to 1, for `find` to answer. It never throws and is never waited for. */
export type JobHandler = (job: TakenJob, report: (progress: number) => void) => Promise<void>;

/** `attempt` counts from 1 and includes this one. */
export type TakenJob = { shopId: string; key: string; payload: unknown; attempt: number };

export type JobStatus = {
  state: 'waiting' | 'running' | 'done' | 'dead';
  /** Starts so far. */
  attempts: number;
  /** As last reported, 0 to 1; 1 when done. */
  progress: number;
  /** What the last failed attempt said. */
  error?: string;
};

export type DeadJob = { shopId: string; kind: string; key: string; payload: unknown; error: string; failedAt: number };
