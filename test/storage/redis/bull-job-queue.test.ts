import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../../src/log.js';
import { openBullJobs } from '../../../src/storage/redis/bull-job-queue.js';
import { CONTRACT_RETRY, jobQueueContract } from '../../contract/job-queue-contract.js';
import { noRedis, type RedisServer, startRedis } from '../../support/redis-server.js';
import { missing } from '../../support/require-parts.js';

const log = createLog('silent');

describe.skipIf(missing(noRedis()))('Bull on Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis({ isDurable: true });
  });
  afterAll(() => redis.stop());

  jobQueueContract('Bull', async () => {
    await empty(redis);
    const open = () => openBullJobs({ url: redis.url, log, retry: CONTRACT_RETRY });
    let jobs = await open();
    return {
      jobs,
      reopen: async () => {
        await jobs.close();
        jobs = await open();
        return { jobs };
      },
      close: () => jobs.close(),
    };
  });

  describe('the Bull job queue', () => {
    const job = { shopId: 'shop-1', kind: 'mail', key: 'k', payload: null };
    const open = () => openBullJobs({ url: redis.url, log, retry: CONTRACT_RETRY });
    beforeEach(() => empty(redis));

    it('shares the jobs of a kind among processes, each to one of them', async () => {
      const queues = await Promise.all([open(), open(), open()]);
      const seen: string[][] = queues.map(() => []);
      for (const [index, { work }] of queues.entries()) {
        work('mail', async ({ key }) => {
          seen[index]?.push(key);
          await new Promise((resolve) => setTimeout(resolve, 5));
        });
      }
      const keys = Array.from({ length: 60 }, (_, index) => String(index));
      await Promise.all(keys.map((key, index) => queues[index % 3]?.add({ ...job, key })));
      await vi.waitFor(() => expect(seen.flat().length).toBeGreaterThanOrEqual(60), { timeout: 10_000 });
      for (const { close } of queues) await close();
      expect(seen.flat().sort()).toEqual([...keys].sort());
      for (const some of seen) expect(some.length).toBeGreaterThan(0);
    });

    it('finds, lists and replays jobs of kinds that this process neither adds nor takes', async () => {
      const worker = await open();
      worker.work('mail', async () => {
        throw new Error('no');
      });
      await worker.add(job);
      const console = await open();
      await vi.waitFor(async () => expect(await console.dead('shop-1')).toHaveLength(1), { timeout: 10_000 });
      expect(await console.find('shop-1', 'mail', 'k')).toMatchObject({ state: 'dead' });
      expect(await console.replay('shop-1', 'mail')).toBe(1);
      await worker.close();
      await console.close();
    });

    it('refuses a second handler for a kind', async () => {
      const jobs = await open();
      jobs.work('mail', async () => undefined);
      expect(() => jobs.work('mail', async () => undefined)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
      await jobs.close();
    });

    it('says at the start what is wrong: nobody there, or another password', async () => {
      const nobody = openBullJobs({ url: 'redis://127.0.0.1:1', log });
      await expect(nobody).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: [expect.stringContaining('ECONNREFUSED')],
      });
      const stranger = openBullJobs({ url: redis.url.replace('open-sesame', 'secret-guess'), log });
      const refusal = await stranger.catch((error: unknown) => error);
      expect(refusal).toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: [expect.stringContaining('WRONGPASS')],
      });
      expect(JSON.stringify(refusal)).not.toContain('secret-guess');
    });
  });
});

async function empty({ url }: RedisServer): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
}
