import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/log.js';
import { type BullJobs, openBullJobs } from '../../src/storage/redis/bull-job-queue.js';
import { buildChildEntry } from '../support/child-entry.js';
import { noRedis, type RedisServer, startRedis } from '../support/redis-server.js';
import { missing } from '../support/require-parts.js';

const ATTEMPTS = 3;
const retry = { attempts: ATTEMPTS, firstMs: 20, longestMs: 50 };
const PATIENCE = { timeout: 20_000, interval: 20 };
/** Longer than a worker waits for a job at once, so that it has asked in vain before Redis is back. */
const OUTAGE_MS = process.env.CHAOS === 'full' ? 30_000 : 4_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const aJob = (key: string, delayMs = 0) => ({ shopId: 'shop-1', kind: 'mail', key, payload: null, delayMs });

describe.skipIf(missing(noRedis()))('jobs on Redis', { timeout: 120_000 }, () => {
  let redis: RedisServer;
  let opened: BullJobs[];
  let children: ChildProcess[];
  let script: string;

  beforeAll(() => {
    script = buildChildEntry('test/chaos/job-worker.ts');
  });
  beforeEach(async () => {
    redis = await startRedis({ isDurable: true });
    opened = [];
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(opened.map((jobs) => jobs.close()));
    await redis.stop();
  });

  const open = async () => {
    const jobs = await openBullJobs({ url: redis.url, log: createLog('silent'), retry });
    opened.push(jobs);
    return jobs;
  };
  const outage = async () => {
    await redis.kill();
    await pause(OUTAGE_MS);
    await redis.revive();
  };
  const startWorker = async () => {
    const worker = start(script, redis.url);
    children.push(worker.child);
    await vi.waitFor(() => expect(worker.lines()).toContain('ready'), PATIENCE);
    return worker;
  };

  it('of a worker that was killed are done by another', async () => {
    const jobs = await open();
    const first = await startWorker();
    await jobs.add(aJob('hang'));
    await vi.waitFor(() => expect(first.lines()).toContain('began hang 1'), PATIENCE);
    const attempts: number[] = [];
    jobs.work('mail', async ({ attempt }) => {
      attempts.push(attempt);
    });
    // The one that lives is held by its lock, which is renewed.
    await pause(3_000);
    expect(attempts).toEqual([]);
    first.child.kill('SIGKILL');
    await vi.waitFor(() => expect(attempts).toEqual([2]), PATIENCE);
    await vi.waitFor(async () => {
      expect(await jobs.find('shop-1', 'mail', 'hang')).toMatchObject({ state: 'done' });
    }, PATIENCE);
  });

  it('that take every worker down are set aside, and the others go on', async () => {
    const jobs = await open();
    await jobs.add(aJob('poison'));
    await jobs.add(aJob('harmless'));
    const said: string[] = [];
    for (let life = 1; life <= ATTEMPTS; life++) {
      const worker = await startWorker();
      await worker.closed;
      said.push(...worker.lines());
    }
    const survivor = await startWorker();
    await vi.waitFor(async () => {
      expect(await jobs.dead('shop-1')).toMatchObject([{ key: 'poison', error: expect.stringContaining('died') }]);
    }, PATIENCE);
    await vi.waitFor(() => expect([...said, ...survivor.lines()]).toContain('ended harmless'), PATIENCE);
    expect(said.filter((line) => line.startsWith('began poison'))).toEqual([1, 2, 3].map((n) => `began poison ${n}`));
  });

  it('outlast an outage of Redis: none is lost, and an idle worker takes jobs again', async () => {
    const jobs = await open();
    const seen: string[] = [];
    await jobs.add(aJob('before', 1_000));
    await jobs.add(aJob('long before', OUTAGE_MS + 2_000));
    jobs.work('mail', async ({ key }) => {
      seen.push(key);
    });
    await jobs.add(aJob('first'));
    await vi.waitFor(() => expect(seen).toEqual(['first']), PATIENCE);
    await outage();
    await vi.waitFor(() => jobs.add(aJob('after')), PATIENCE);
    await vi.waitFor(() => expect(seen).toHaveLength(4), PATIENCE);
    expect([...seen].sort()).toEqual(['after', 'before', 'first', 'long before']);
  });

  it('that were under way when Redis went are finished, and not done twice by the one that did them', async () => {
    const jobs = await open();
    const seen: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    jobs.work(
      'mail',
      async ({ key }) => {
        seen.push(key);
        await (key === 'during' ? pause(500) : held);
      },
      { concurrency: 2 },
    );
    await jobs.add(aJob('during'));
    await jobs.add(aJob('beyond'));
    await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE);
    await outage();
    // Long enough for Bull to take both for abandoned.
    await pause(3_000);
    release();
    for (const key of ['during', 'beyond']) {
      await vi.waitFor(async () => {
        expect(await jobs.find('shop-1', 'mail', key)).toMatchObject({ state: 'done', attempts: 1 });
      }, PATIENCE);
    }
    expect([...seen].sort()).toEqual(['beyond', 'during']);
  });

  it('are refused while Redis is away or does not answer, so that the caller can keep them', async () => {
    const jobs = await open();
    await jobs.add(aJob('fine'));
    redis.process.kill('SIGSTOP');
    await expect(jobs.add(aJob('unanswered'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    redis.process.kill('SIGCONT');
    await vi.waitFor(() => jobs.add(aJob('again')), PATIENCE);
    await redis.kill();
    await expect(jobs.add(aJob('away'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(jobs.dead('shop-1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(jobs.find('shop-1', 'mail', 'fine')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await redis.revive();
    await vi.waitFor(() => jobs.add(aJob('away')), PATIENCE);
  });

  it('are taken again after Redis stopped answering for a while', async () => {
    const jobs = await open();
    const seen: string[] = [];
    jobs.work('mail', async ({ key }) => {
      seen.push(key);
    });
    await jobs.add(aJob('before'));
    await vi.waitFor(() => expect(seen).toEqual(['before']), PATIENCE);
    redis.process.kill('SIGSTOP');
    await pause(OUTAGE_MS + 4_000);
    redis.process.kill('SIGCONT');
    await vi.waitFor(() => jobs.add(aJob('after')), PATIENCE);
    await vi.waitFor(() => expect(seen).toEqual(['before', 'after']), PATIENCE);
  });

  it('are taken by a worker that was told to while Redis was away', async () => {
    const jobs = await open();
    await jobs.add(aJob('waiting'));
    await redis.kill();
    const seen: string[] = [];
    jobs.work('mail', async ({ key }) => {
      seen.push(key);
    });
    await pause(1_000);
    await redis.revive();
    await vi.waitFor(() => expect(seen).toEqual(['waiting']), PATIENCE);
  });

  it('do not keep a process from stopping while Redis is away', async () => {
    const jobs = await open();
    let state = 'waiting';
    jobs.work('mail', async () => {
      state = 'under way';
      await pause(1_500);
      state = 'done';
    });
    await jobs.add(aJob('under way'));
    await vi.waitFor(() => expect(state).toBe('under way'), PATIENCE);
    await redis.kill();
    await jobs.close();
    expect(state).toBe('done');
  });

  it('taken and not begun when Redis went do not keep it from stopping either', async () => {
    const jobs = await open();
    const seen: string[] = [];
    jobs.work('mail', async ({ key }) => {
      seen.push(key);
    });
    await Promise.all(Array.from({ length: 200 }, (_, index) => jobs.add(aJob(String(index)))));
    await redis.kill();
    await jobs.close();
    await redis.revive();
    const later = await open();
    later.work('mail', async ({ key }) => {
      seen.push(key);
    });
    await vi.waitFor(() => expect(new Set(seen).size).toBe(200), PATIENCE);
  });
});

function start(script: string, url: string) {
  const child = spawn(process.execPath, [script, url, String(ATTEMPTS)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // Listened for at once: a job may take the worker down before anybody has read that it was ready.
  const closed = once(child, 'close');
  return { child, closed, lines: () => said.split('\n') };
}
