import type { Reading } from './encoder.js';

export type Lane = 'chat' | 'background';

/** One text on its way to a vector. */
export type EncodeJob = {
  id: number;
  text: string;
  lane: Lane;
  isTunedWanted: boolean;
  /** Processes that died while working on it. */
  losses: number;
  resolve(reading: Reading): void;
  reject(error: Error): void;
};

/** Texts that wait for a process: every chat text before any background text, first come first served in each. */
export type EncodeQueue = {
  waiting(lane: Lane): number;
  add(jobs: EncodeJob[]): void;
  /** Puts jobs that were already taken back to the front, in their order. */
  giveBack(jobs: EncodeJob[]): void;
  take(): EncodeJob | undefined;
  remove(jobs: ReadonlySet<EncodeJob>): void;
  clear(): EncodeJob[];
};

export function createEncodeQueue(): EncodeQueue {
  let lanes: Record<Lane, EncodeJob[]> = { chat: [], background: [] };
  return {
    waiting: (lane) => lanes[lane].length,
    add: (jobs) => {
      for (const job of jobs) lanes[job.lane].push(job);
    },
    giveBack: (jobs) => {
      for (const job of jobs.toReversed()) lanes[job.lane].unshift(job);
    },
    take: () => lanes.chat.shift() ?? lanes.background.shift(),
    remove: (jobs) => {
      const others = (job: EncodeJob) => !jobs.has(job);
      lanes = { chat: lanes.chat.filter(others), background: lanes.background.filter(others) };
    },
    clear: () => {
      const all = [...lanes.chat, ...lanes.background];
      lanes = { chat: [], background: [] };
      return all;
    },
  };
}
