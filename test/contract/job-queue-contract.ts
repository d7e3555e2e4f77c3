import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.js';
import type { JobHandler, JobQueue, NewJob, TakenJob } from '../../src/conversation/work/job-queue.js';
import { createJobRepeater } from '../../src/conversation/work/job-repeater.js';
import { createLog } from '../../src/log.js';

export type OpenedJobs = {
  jobs: JobQueue;
  /** The same store as a process that starts now finds it, after this one stopped in good order. */
  reopen(): Promise<{ jobs: JobQueue }>;
  close(): Promise<void>;
};

/** What the queue under test is set to, so that a suite takes seconds and not hours. */
export const CONTRACT_ATTEMPTS = 3;
export const CONTRACT_RETRY = { attempts: CONTRACT_ATTEMPTS, firstMs: 20, longestMs: 50 };

const PATIENCE = { timeout: 10_000, interval: 5 };

function aJob(key: string, changes: Partial<NewJob> = {}): NewJob {
  return { shopId: 'shop-1', kind: 'mail', key, payload: { to: key }, ...changes };
}

/** A handler that notes what it was given. */
function recorder(work: JobHandler = async () => undefined) {
  const seen: TakenJob[] = [];
  const handler: JobHandler = async (job, report) => {
    seen.push(job);
    await work(job, report);
  };
  return { seen, handler, keys: () => seen.map(({ key }) => key) };
}

/** Work that goes on until it is let go. */
function held() {
  const releases: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => releases.push(resolve));
  const release = () => {
    for (const resolve of releases.splice(0)) resolve();
  };
  return { work, count: () => releases.length, release };
}

/** What every adapter of the job queue must do. Open it with `CONTRACT_RETRY`. */
export function jobQueueContract(name: string, open: () => Promise<OpenedJobs>): void {
  describe(`${name}: the job queue`, () => {
    let opened: OpenedJobs;
    let jobs: JobQueue;
    beforeEach(async () => {
      opened = await open();
      jobs = opened.jobs;
    });
    afterEach(() => opened.close());

    it('counts what is due and not begun', async () => {
      const { work, count, release } = held();
      await jobs.add(aJob('one'));
      await jobs.add(aJob('two'));
      await jobs.add(aJob('later', { delayMs: 60_000 }));
      await jobs.add(aJob('other', { kind: 'report' }));
      expect(await jobs.waiting()).toBe(3);
      jobs.work('mail', work);
      await vi.waitFor(() => expect(count()).toBe(1), PATIENCE);
      expect(await jobs.waiting()).toBe(2);
      await vi.waitFor(() => {
        release();
        expect(count()).toBe(0);
      }, PATIENCE);
    });

    it('does what was added before and after there was a handler, with its payload', async () => {
      const { handler, seen } = recorder();
      await jobs.add(aJob('before', { payload: { nested: [1, 'zwei', null] } }));
      jobs.work('mail', handler);
      await jobs.add(aJob('after'));
      await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE);
      expect(seen).toEqual([
        { shopId: 'shop-1', key: 'before', payload: { nested: [1, 'zwei', null] }, attempt: 1 },
        { shopId: 'shop-1', key: 'after', payload: { to: 'after' }, attempt: 1 },
      ]);
    });

    it('takes jobs in the order they become due', async () => {
      const { handler, keys } = recorder();
      await jobs.add(aJob('third', { delayMs: 120 }));
      await jobs.add(aJob('first'));
      await jobs.add(aJob('second', { delayMs: 60 }));
      jobs.work('mail', handler);
      await vi.waitFor(() => expect(keys()).toEqual(['first', 'second', 'third']), PATIENCE);
    });

    it('does not take a delayed job before its time', async () => {
      const { handler, seen } = recorder();
      let takenAt = 0;
      jobs.work('mail', async (job, report) => {
        takenAt = performance.now();
        await handler(job, report);
      });
      const addedAt = performance.now();
      await jobs.add(aJob('later', { delayMs: 150 }));
      await vi.waitFor(() => expect(seen).toHaveLength(1), PATIENCE);
      // Clocks of whole milliseconds: one may be lost to rounding.
      expect(takenAt - addedAt).toBeGreaterThanOrEqual(149);
    });

    it('takes a second job with the same key for the first', async () => {
      const { handler, seen } = recorder();
      await Promise.all(Array.from({ length: 20 }, (_, index) => jobs.add(aJob('same', { payload: index }))));
      jobs.work('mail', handler);
      await jobs.add(aJob('other'));
      await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE);
      expect(seen.map(({ key, payload }) => [key, payload])).toEqual([
        ['same', 0],
        ['other', { to: 'other' }],
      ]);
    });

    it('keeps the same key of other kinds and other shops apart', async () => {
      const mails = recorder();
      const others = recorder();
      await jobs.add(aJob('same'));
      await jobs.add(aJob('same', { shopId: 'shop-2' }));
      await jobs.add(aJob('same', { kind: 'other' }));
      jobs.work('mail', mails.handler);
      jobs.work('other', others.handler);
      await vi.waitFor(() => expect(mails.seen.length + others.seen.length).toBe(3), PATIENCE);
      expect(mails.seen.map(({ shopId }) => shopId)).toEqual(['shop-1', 'shop-2']);
      expect(others.seen).toHaveLength(1);
    });

    it('tries a failing job again until it succeeds, counting attempts', async () => {
      const { handler, seen } = recorder(async ({ attempt }) => {
        if (attempt < CONTRACT_ATTEMPTS) throw new Error('not yet');
      });
      jobs.work('mail', handler);
      await jobs.add(aJob('stubborn'));
      await vi.waitFor(() => expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2, 3]), PATIENCE);
      await jobs.stop();
      expect(await jobs.dead('shop-1')).toEqual([]);
    });

    it('sets a job aside that fails every attempt, and goes on with the others', async () => {
      const poisoned = recorder(async ({ key }) => {
        if (key.startsWith('poison')) throw new Error(`cannot do ${key}`);
      });
      jobs.work('mail', poisoned.handler);
      await jobs.add(aJob('poison'));
      await jobs.add(aJob('harmless'));
      await vi.waitFor(async () => expect(await jobs.dead('shop-1')).toHaveLength(1), PATIENCE);
      expect(poisoned.keys().filter((key) => key === 'poison')).toHaveLength(CONTRACT_ATTEMPTS);
      expect(poisoned.keys()).toContain('harmless');
      const [dead] = await jobs.dead('shop-1');
      expect(dead).toMatchObject({ shopId: 'shop-1', kind: 'mail', key: 'poison', payload: { to: 'poison' } });
      expect(dead?.error).toContain('cannot do poison');
      expect(dead?.failedAt).toBeGreaterThan(0);
      expect(await jobs.dead('shop-1', 'mail')).toEqual([dead]);
      expect(await jobs.dead('shop-1', 'other')).toEqual([]);
      expect(await jobs.dead('shop-2')).toEqual([]);
    });

    it('lists dead jobs newest first', async () => {
      const { handler } = recorder(async () => {
        throw new Error('no');
      });
      jobs.work('mail', handler);
      for (const [index, key] of ['one', 'two'].entries()) {
        await jobs.add(aJob(key));
        await vi.waitFor(async () => expect(await jobs.dead('shop-1')).toHaveLength(index + 1), PATIENCE);
      }
      expect((await jobs.dead('shop-1')).map(({ key }) => key)).toEqual(['two', 'one']);
    });

    it('bears a handler that throws before it returns a promise', async () => {
      jobs.work('mail', () => {
        throw new Error('at once');
      });
      await jobs.add(aJob('odd'));
      await vi.waitFor(async () => expect(await jobs.dead('shop-1')).toHaveLength(1), PATIENCE);
    });

    it('runs as many of a kind side by side as it is told, and never more', async () => {
      const { work, count, release } = held();
      const { handler, seen } = recorder(work);
      jobs.work('mail', handler, { concurrency: 3 });
      for (const key of ['a', 'b', 'c', 'd', 'e']) await jobs.add(aJob(key));
      await vi.waitFor(() => expect(count()).toBe(3), PATIENCE);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(seen).toHaveLength(3);
      release();
      await vi.waitFor(() => expect(seen).toHaveLength(5), PATIENCE);
      release();
    });

    it('runs one at a time when it is not told otherwise', async () => {
      let running = 0;
      let most = 0;
      const { handler, seen } = recorder(async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running--;
      });
      jobs.work('mail', handler);
      await Promise.all(['a', 'b', 'c', 'd'].map((key) => jobs.add(aJob(key))));
      await vi.waitFor(() => expect(seen).toHaveLength(4), PATIENCE);
      expect(most).toBe(1);
    });

    it('does not let a slow kind hold up another', async () => {
      const { work, release } = held();
      const quick = recorder();
      jobs.work('slow', work);
      jobs.work('mail', quick.handler);
      await jobs.add(aJob('s', { kind: 'slow' }));
      await jobs.add(aJob('q'));
      await vi.waitFor(() => expect(quick.seen).toHaveLength(1), PATIENCE);
      release();
    });

    it('stops only when the jobs under way have ended, and takes no more', async () => {
      const { work, count, release } = held();
      const { handler, seen } = recorder(work);
      jobs.work('mail', handler);
      await jobs.add(aJob('under-way'));
      await vi.waitFor(() => expect(count()).toBe(1), PATIENCE);
      let isStopped = false;
      const stopping = jobs.stop().then(() => {
        isStopped = true;
      });
      await jobs.add(aJob('for-later'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(isStopped).toBe(false);
      release();
      await stopping;
      expect(seen).toHaveLength(1);
    });

    it('still has after a restart what was not done, and nothing of what was', async () => {
      const first = recorder();
      jobs.work('mail', first.handler);
      await jobs.add(aJob('done'));
      await vi.waitFor(() => expect(first.seen).toHaveLength(1), PATIENCE);
      await jobs.add(aJob('waiting', { delayMs: 300 }));
      const { jobs: later } = await opened.reopen();
      const second = recorder();
      later.work('mail', second.handler);
      await vi.waitFor(() => expect(second.keys()).toEqual(['waiting']), PATIENCE);
    });

    it('replays dead jobs, all of a kind or one, with all their attempts before them', async () => {
      let isRepaired = false;
      const { handler, seen } = recorder(async () => {
        if (!isRepaired) throw new Error('broken');
      });
      jobs.work('mail', handler);
      await Promise.all(['a', 'b', 'c'].map((key) => jobs.add(aJob(key))));
      await vi.waitFor(async () => expect(await jobs.dead('shop-1')).toHaveLength(3), PATIENCE);
      expect(await jobs.replay('shop-2', 'mail')).toBe(0);
      expect(await jobs.replay('shop-1', 'other')).toBe(0);
      expect(await jobs.replay('shop-1', 'mail', 'nothing')).toBe(0);

      seen.length = 0;
      expect(await jobs.replay('shop-1', 'mail', 'b')).toBe(1);
      await vi.waitFor(async () => expect(await jobs.dead('shop-1')).toHaveLength(3), PATIENCE);
      expect(seen.map(({ key, attempt }) => [key, attempt])).toEqual([1, 2, 3].map((attempt) => ['b', attempt]));

      isRepaired = true;
      seen.length = 0;
      expect(await jobs.replay('shop-1', 'mail')).toBe(3);
      expect(await jobs.dead('shop-1')).toEqual([]);
      await vi.waitFor(() => expect(seen).toHaveLength(3), PATIENCE);
      expect(seen.map(({ key }) => key).sort()).toEqual(['a', 'b', 'c']);
      expect(await jobs.replay('shop-1', 'mail')).toBe(0);
    });

    it('keeps the key of a dead job, so that adding it again does not hide it', async () => {
      jobs.work('mail', async () => {
        throw new Error('no');
      });
      await jobs.add(aJob('dead'));
      await vi.waitFor(async () => expect(await jobs.dead('shop-1')).toHaveLength(1), PATIENCE);
      await jobs.add(aJob('dead'));
      expect(await jobs.dead('shop-1')).toHaveLength(1);
    });

    it('says how a job is doing, from waiting to done', async () => {
      const { work, count, release } = held();
      expect(await jobs.find('shop-1', 'mail', 'k')).toBeUndefined();
      await jobs.add(aJob('k'));
      expect(await jobs.find('shop-1', 'mail', 'k')).toEqual({ state: 'waiting', attempts: 0, progress: 0 });
      jobs.work('mail', async (_job, report) => {
        for (const progress of [-1, 0.1, 0.2, 0.5]) report(progress);
        await work();
        report(2);
      });
      await vi.waitFor(() => expect(count()).toBe(1), PATIENCE);
      await vi.waitFor(async () => {
        expect(await jobs.find('shop-1', 'mail', 'k')).toEqual({ state: 'running', attempts: 1, progress: 0.5 });
      }, PATIENCE);
      release();
      await vi.waitFor(async () => {
        expect(await jobs.find('shop-1', 'mail', 'k')).toEqual({ state: 'done', attempts: 1, progress: 1 });
      }, PATIENCE);
      expect(await jobs.find('shop-2', 'mail', 'k')).toBeUndefined();
      expect(await jobs.find('shop-1', 'other', 'k')).toBeUndefined();
    });

    it('says why a job is dead', async () => {
      jobs.work('mail', async () => {
        throw new Error(`a reason that goes on and on ${'x'.repeat(10_000)}`);
      });
      await jobs.add(aJob('k'));
      await vi.waitFor(async () => {
        const status = await jobs.find('shop-1', 'mail', 'k');
        expect(status).toMatchObject({ state: 'dead', attempts: CONTRACT_ATTEMPTS });
        expect(status?.error).toContain('a reason that goes on');
        expect(status?.error?.length).toBeLessThan(2000);
      }, PATIENCE);
    });

    it.each(['', '__proto__', 'wait', 'id', 'a:b', 'x'.repeat(300), 'Grüße 🙂', '1'])(
      'takes the key %j as it is',
      async (key) => {
        const { handler, seen } = recorder();
        await jobs.add(aJob(key, { payload: null }));
        await jobs.add(aJob(key, { payload: 'again' }));
        jobs.work('mail', handler);
        await vi.waitFor(() => expect(seen).toEqual([{ shopId: 'shop-1', key, payload: null, attempt: 1 }]), PATIENCE);
      },
    );

    it('repeats a job at its times, once each however many say so, and over a restart', async () => {
      const everyMs = 250;
      const repeaters = Array.from({ length: 3 }, () =>
        createJobRepeater({ jobs, clock: systemClock, log: createLog('silent') }),
      );
      const first = recorder();
      jobs.work('mail', first.handler);
      for (const { repeat } of repeaters) repeat(aJob('sweep'), { everyMs });
      await vi.waitFor(() => expect(first.seen.length).toBeGreaterThanOrEqual(3), PATIENCE);
      for (const { stop } of repeaters) stop();
      const { jobs: later } = await opened.reopen();
      const again = createJobRepeater({ jobs: later, clock: systemClock, log: createLog('silent') });
      const second = recorder();
      again.repeat(aJob('sweep'), { everyMs });
      later.work('mail', second.handler);
      await vi.waitFor(() => expect(second.seen.length).toBeGreaterThanOrEqual(3), PATIENCE);
      again.stop();
      const keys = [...first.keys(), ...second.keys()];
      expect(new Set(keys).size).toBe(keys.length);
      const times = keys.map((key) => Date.parse(key.split('@')[1] ?? ''));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      for (const time of times) expect(time % everyMs).toBe(0);
    });
  });
}
