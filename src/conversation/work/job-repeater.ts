import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { JobQueue, NewJob } from './job-queue.js';
import { nextTime, type Schedule } from './next-time.js';
import { jitteredDelayMs } from './retry-policy.js';

export type JobRepeater = {
  /**
   * From now on there is a job of this at every time of the schedule. Said at every start by every process: the job's
   * key is made of its time, so that nothing is doubled. Of the times at which no process ran one is made up for.
   * @throws BAD_INPUT when the schedule is none
   */
  repeat(job: Omit<NewJob, 'delayMs'>, schedule: Schedule): void;
  /** Adds no more; what was added stays. */
  stop(): void;
};

/** Longest sleep between two looks at the clock, which may be set while we sleep. */
const LONGEST_SLEEP_MS = 60_000;
/** While the queue is away. */
const RETRY = { firstMs: 500, longestMs: 15_000 };

type Options = { jobs: Pick<JobQueue, 'add'>; clock: Clock; log: Log };

/** Repeats jobs over any queue: the next of a kind waits in it, delayed, while this one is done. */
export function createJobRepeater({ jobs, clock, log }: Options): JobRepeater {
  const timers = new Map<string, NodeJS.Timeout>();
  let isStopped = false;

  const repeat: JobRepeater['repeat'] = (job, schedule) => {
    const name = JSON.stringify([job.shopId, job.kind, job.key]);
    let due = nextTime(schedule, clock.now());
    let isAdded = false;
    let failures = 0;

    const look = async () => {
      if (isAdded && clock.now() >= due) {
        due = nextTime(schedule, Math.max(due, clock.now()));
        isAdded = false;
      }
      if (!isAdded) await addOne();
      if (isStopped) return;
      const waitMs = isAdded
        ? Math.min(Math.max(due - clock.now(), 1), LONGEST_SLEEP_MS)
        : jitteredDelayMs(RETRY, failures);
      timers.set(name, setTimeout(() => void look(), waitMs).unref());
    };

    const addOne = async () => {
      try {
        const key = `${job.key}@${new Date(due).toISOString()}`;
        await jobs.add({ ...job, key, delayMs: Math.max(0, due - clock.now()) });
        isAdded = true;
        failures = 0;
      } catch (error) {
        failures++;
        log.error(
          { kind: job.kind, key: job.key, error: String(error), failures },
          'next of a repeating job not added',
        );
      }
    };

    void look();
  };

  return {
    repeat,
    stop: () => {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
