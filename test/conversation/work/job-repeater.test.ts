import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewJob } from '../../../src/conversation/work/job-queue.js';
import { createJobRepeater } from '../../../src/conversation/work/job-repeater.js';
import { AppError } from '../../../src/errors.js';
import { createLog } from '../../../src/log.js';

const job = { shopId: 'shop-1', kind: 'sweep', key: 'sweep', payload: null };
const MINUTE = 60_000;
const START = 1_000 * MINUTE;

describe('a repeating job', () => {
  let added: NewJob[];
  let isAway: boolean;
  const repeater = () =>
    createJobRepeater({
      jobs: {
        add: async (one) => {
          if (isAway) throw new AppError('STORE_UNAVAILABLE');
          added.push(one);
        },
      },
      clock: { now: () => Date.now() },
      log: createLog('silent'),
    });
  const addedFor = () => added.map(({ key }) => Date.parse(key.split('@')[1] ?? '') / MINUTE - 1000);

  beforeEach(() => {
    vi.useFakeTimers({ now: START + 1 });
    added = [];
    isAway = false;
  });
  afterEach(() => vi.useRealTimers());

  it('waits in the queue for its next time, and no more than one of it', async () => {
    repeater().repeat(job, { everyMs: 5 * MINUTE });
    await vi.advanceTimersByTimeAsync(4 * MINUTE);
    expect(added).toEqual([{ ...job, key: 'sweep@1970-01-01T16:45:00.000Z', delayMs: 5 * MINUTE - 1 }]);
    await vi.advanceTimersByTimeAsync(7 * MINUTE);
    expect(addedFor()).toEqual([5, 10, 15]);
  });

  it('makes up for one of the times that passed while the queue was away, then goes on', async () => {
    repeater().repeat(job, { everyMs: MINUTE });
    await vi.advanceTimersByTimeAsync(100);
    isAway = true;
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    isAway = false;
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    const minutes = addedFor();
    expect(minutes.slice(0, 2)).toEqual([1, 2]);
    expect(added[1]?.delayMs).toBe(0);
    expect(minutes.at(-1)).toBe(13);
    expect(minutes).toHaveLength(5);
  });

  it('adds nothing once it is stopped', async () => {
    const { repeat, stop } = repeater();
    repeat(job, { everyMs: MINUTE });
    stop();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(added.length).toBeLessThanOrEqual(1);
  });

  it('refuses a schedule that is none when it is told of it', () => {
    expect(() => repeater().repeat(job, { cron: 'never', timeZone: 'UTC' })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    );
  });
});
