import type { EncodeOptions, Reading } from '../../understanding/encoder.js';

export type Lane = NonNullable<EncodeOptions['lane']>;

/** One text that waits, as token ids. */
export type BatchJob = {
  ids: number[];
  lane: Lane;
  isTunedWanted: boolean;
  resolve(reading: Reading): void;
  reject(error: Error): void;
};

/** Texts that go to the server together, padded to one width in tokens. */
export type Batch = { lane: Lane; width: number; jobs: BatchJob[] };

export type BatchQueue = {
  waiting(lane: Lane): number;
  add(jobs: readonly BatchJob[]): void;
  /**
   * The oldest text of the first of `lanes` that has one, and with it those behind it that are as long.
   * @param rowsOf how many texts of so many tokens at most go together, at least 1
   */
  take(lanes: readonly Lane[], rowsOf: (width: number) => number): Batch | undefined;
  remove(jobs: ReadonlySet<BatchJob>): void;
  clear(): BatchJob[];
};

/** Texts of like length go together: what a short one is padded with is computed for nothing. */
const BUCKETS = [16, 32, 64, 128];
/** Widths are whole multiples: a server sees few shapes, by which it joins requests, and those its processor likes. */
const WIDTH_STEP = 8;

export function createBatchQueue(): BatchQueue {
  let lanes: Record<Lane, BatchJob[]> = { chat: [], background: [] };
  return {
    waiting: (lane) => lanes[lane].length,
    add: (jobs) => {
      for (const job of jobs) lanes[job.lane].push(job);
    },
    take: (from, rowsOf) => {
      const lane = from.find((name) => lanes[name].length > 0);
      const oldest = lane === undefined ? undefined : lanes[lane][0];
      if (lane === undefined || oldest === undefined) return undefined;
      const bucket = bucketOf(oldest);
      const rows = rowsOf(bucket);
      const jobs: BatchJob[] = [];
      const left: BatchJob[] = [];
      for (const job of lanes[lane]) {
        const fits = jobs.length < rows && bucketOf(job) === bucket;
        (fits ? jobs : left).push(job);
      }
      lanes[lane] = left;
      const longest = Math.max(...jobs.map(({ ids }) => ids.length));
      return { lane, width: Math.ceil(longest / WIDTH_STEP) * WIDTH_STEP, jobs };
    },
    remove: (jobs) => {
      const others = (job: BatchJob) => !jobs.has(job);
      lanes = { chat: lanes.chat.filter(others), background: lanes.background.filter(others) };
    },
    clear: () => {
      const all = [...lanes.chat, ...lanes.background];
      lanes = { chat: [], background: [] };
      return all;
    },
  };
}

/** The most tokens of those that go with it. */
function bucketOf({ ids }: BatchJob): number {
  return BUCKETS.find((tokens) => ids.length <= tokens) ?? ids.length;
}
