import { availableParallelism } from 'node:os';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import type { BenchResult } from './bench-result.js';
import { chatTexts, closedLoop, MODEL, median } from './encoder-load.js';
import { startRawEncoder } from './raw-encoder.js';

const BATCH_SIZES = [1, 2, 4, 8, 16, 32];
const SEARCH_ROUNDS = 2;
const SEARCH_SECONDS = 1.5;
const ROUNDS = 12;
const SECONDS = 2;

/**
 * Texts a second that the pool serves, one text a message. Baseline: the best rate of bare sessions in processes of
 * their own over batch sizes and threads, same graph, same texts, every core busy. The best is searched for first, then
 * both are measured in turns; value, baseline and ratio are medians over the rounds.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const texts = await chatTexts();
  const cores = availableParallelism();
  const threadCounts = [1, 2].filter((threads) => threads <= cores);
  const raws = await Promise.all(
    threadCounts.map(async (threads) => ({
      threads,
      raw: await startRawEncoder({ modelDir: MODEL, texts, processes: Math.floor(cores / threads), threads }),
    })),
  );
  const settings = raws.flatMap(({ threads, raw }) => BATCH_SIZES.map((batchSize) => ({ threads, batchSize, raw })));
  const searched = new Map(settings.map((setting) => [setting, [] as number[]]));
  for (let round = 0; round < SEARCH_ROUNDS; round++) {
    for (const setting of settings) {
      searched.get(setting)?.push(await setting.raw.rate(setting.batchSize, SEARCH_SECONDS));
    }
  }
  const found = [...searched].map(([setting, rates]) => ({ ...setting, rate: median(rates) }));
  for (const { threads, batchSize, rate } of found)
    progress(`bare, threads ${threads}, batches of ${batchSize}: ${rate.toFixed(0)} texts/s`);
  const best = found.reduce((one, other) => (other.rate > one.rate ? other : one));
  const pool = await createEncoderPool({ modelDir: MODEL, log: createLog('warn') });
  await closedLoop(pool, { texts, inFlight: 64, seconds: 1 });
  const rounds: { served: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await best.raw.rate(best.batchSize, SECONDS);
    const served = await closedLoop(pool, { texts, inFlight: 64, seconds: SECONDS });
    rounds.push({ served, bare });
    progress(`round ${round + 1}: served ${served.toFixed(0)}, bare ${bare.toFixed(0)} texts/s`);
  }
  await pool.stop();
  for (const { raw } of raws) raw.stop();
  return {
    name: 'encoder-batching',
    value: median(rounds.map(({ served }) => served)),
    unit: 'texts/s',
    baseline: median(rounds.map(({ bare }) => bare)),
    ratio: median(rounds.map(({ served, bare }) => served / bare)),
    detail: {
      best: { threads: best.threads, batchSize: best.batchSize },
      searched: found.map(({ threads, batchSize, rate }) => ({ threads, batchSize, rate: Math.round(rate) })),
      cores,
      texts: texts.length,
    },
  };
}
