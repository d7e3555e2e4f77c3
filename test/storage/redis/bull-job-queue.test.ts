import { afterAll, beforeAll, describe } from 'vitest';
import { createLog } from '../../../src/log.js';
import { openBullJobs } from '../../../src/storage/redis/bull-job-queue.js';
import { CONTRACT_RETRY, jobQueueContract } from '../../contract/job-queue-contract.js';
import { noRedis, type RedisServer, startRedis } from '../../support/redis-server.js';
import { missing } from '../../support/require-parts.js';

const log = createLog('silent');

describe.skipIf(missing(noRedis()))('Bull on Redis', () => {
  let redis: RedisServer;
  let database = 0;
  beforeAll(async () => {
    redis = await startRedis({ isDurable: true });
  });
  afterAll(() => redis.stop());

  jobQueueContract('Bull', async () => {
    // A database of its own for each test; a server has 16.
    const url = redis.url.replace(/0$/, String(database++ % 16));
    const open = () => openBullJobs({ url, log, retry: CONTRACT_RETRY });
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
});
