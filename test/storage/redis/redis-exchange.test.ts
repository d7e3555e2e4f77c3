import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTensorflow } from '../../../src/learning/fine-tune/tensorflow.js';
import { openExchange } from '../../../src/open-exchange.js';
import { openRedisExchange } from '../../../src/storage/redis/redis-exchange.js';
import { exchangeContract } from '../../contract/exchange-contract.js';
import { noRedis, type RedisServer, startRedis } from '../../support/redis-server.js';
import { missing } from '../../support/require-parts.js';
import { toyJob, trainToy } from '../../support/training-team.js';

describe.skipIf(missing(noRedis()))('with a real Redis', () => {
  let server: RedisServer;
  let runs = 0;
  const newRun = () => `run ${++runs}`;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  exchangeContract('Redis', async ({ timeoutMs }) => {
    const run = newRun();
    return { join: (place) => openRedisExchange({ ...place, url: server.url, run, timeoutMs }), close: async () => {} };
  });

  it('trains as one process does', { timeout: 120_000 }, async () => {
    const backend = await openTensorflow({ isPortable: true });
    const alone = await trainToy(backend, toyJob());
    const run = newRun();
    const train = async (worker: number) => {
      const exchange = await openExchange({ kind: 'redis', url: server.url, run, worker, workers: 2 });
      return trainToy(backend, toyJob(), { exchange });
    };
    const [leader, other] = await Promise.all([train(0), train(1)]);
    for (const [step, loss] of alone.losses.entries()) {
      expect(Math.abs((leader.losses[step] ?? Number.NaN) - loss), `step ${step}`).toBeLessThan(1e-4);
    }
    expect(other.tuned.tensors).toEqual(leader.tuned.tensors);
  });

  it('ends the run when a worker shows no sign of life, long before the slowest step would be over', async () => {
    const place = { url: server.url, run: newRun(), workers: 2, timeoutMs: 5000 };
    const exchange = await openRedisExchange({ ...place, worker: 0 });
    const client = new Redis(server.url);
    // As a worker that was killed leaves it.
    await client.set(`concierge:training:${place.run}:worker:1`, 1);
    await client.quit();
    const startedAt = performance.now();
    const waiting = exchange.average(new Float32Array(2), 1);
    await expect(waiting).rejects.toMatchObject({ code: 'WORKER_LOST', details: ['worker 1 ended'] });
    expect(performance.now() - startedAt).toBeLessThan(place.timeoutMs);
    await exchange.close();
  });

  it('turns away a name that an earlier run had', async () => {
    const place = { url: server.url, run: newRun(), worker: 0, workers: 1 };
    await (await openRedisExchange(place)).close();
    await expect(openRedisExchange(place)).rejects.toMatchObject({ code: 'WORKERS_DIFFER' });
  });

  it('leaves nothing of the weights in Redis, and keeps for a day at most what it does leave', async () => {
    const client = new Redis(server.url);
    await client.flushall();
    const place = { url: server.url, run: newRun(), workers: 2 };
    const workers = await Promise.all([0, 1].map((worker) => openRedisExchange({ ...place, worker })));
    await Promise.all(workers.map((exchange) => exchange.average(new Float32Array(100_000).fill(1), 1)));
    await Promise.all(workers.map((exchange) => exchange.close()));
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(await client.ttl(key), key).toBeGreaterThan(0);
      expect(await client.ttl(key), key).toBeLessThanOrEqual(86_400);
      expect(await client.memory('USAGE', key), key).toBeLessThan(1000);
    }
    await client.quit();
  });

  it('refuses letters that are none', async () => {
    const place = { url: server.url, run: newRun(), workers: 2, timeoutMs: 5000 };
    const exchange = await openRedisExchange({ ...place, worker: 0 });
    const client = new Redis(server.url);
    await client.rpush(`concierge:training:${place.run}:letters:1:0`, 'no letter');
    await client.quit();
    await expect(exchange.average(new Float32Array(2), 1)).rejects.toMatchObject({ code: 'WORKERS_DIFFER' });
    await exchange.close();
  });

  it.each([
    ['a wrong password', (url: string) => url.replace('open-sesame', 'wrong-word'), 'WORKER_LOST'],
    ['a server that is not there', () => 'redis://user:open-sesame@127.0.0.1:1', 'WORKER_LOST'],
    ['what is no address of a Redis', () => 'open-sesame', 'BAD_INPUT'],
  ])('says what is wrong with %s, and keeps the password to itself', async (_what, change, code) => {
    const url = change(server.url);
    const error = await openRedisExchange({ url, run: newRun(), worker: 0, workers: 1 }).catch((fault) => fault);
    expect(error).toMatchObject({ code, details: [expect.stringContaining('REDIS_URL')] });
    expect(error.details.join()).not.toMatch(/open-sesame|wrong-word/);
  });

  it('ends the run when the server goes away', async () => {
    const other = await startRedis();
    const place = { url: other.url, run: newRun(), workers: 2 };
    const exchange = await openRedisExchange({ ...place, worker: 0 });
    const waiting = expect(exchange.average(new Float32Array(2), 1)).rejects.toMatchObject({ code: 'WORKER_LOST' });
    await other.stop();
    await waiting;
    await exchange.close();
  });
});
