import { availableParallelism } from 'node:os';
import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import { readShippedIntents } from '../support/shipped-intents.js';
import type { BenchResult } from './bench-result.js';

const SECONDS = 10;

/** Texts a second through the queue with one process a core; baseline: one process asked one text after the other. */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const texts = (await readShippedIntents()).flatMap(({ phrases }) => phrases.en);
  const processes = availableParallelism();
  const baseline = await rate({ processes: 1, inFlight: 1, texts });
  progress(`one process, one text at a time: ${baseline.toFixed(0)} texts/s`);
  const value = await rate({ processes, inFlight: 64, texts });
  progress(`${processes} processes, 64 texts in the queue: ${value.toFixed(0)} texts/s`);
  return {
    name: 'encoder-throughput',
    value,
    unit: 'texts/s',
    baseline,
    ratio: value / baseline,
    detail: { processes, texts: texts.length },
  };
}

async function rate(load: { processes: number; inFlight: number; texts: string[] }): Promise<number> {
  const pool = await createEncoderPool({
    modelDir: 'intents/model',
    processes: load.processes,
    log: createLog('warn'),
  });
  let next = 0;
  let done = 0;
  const ends = performance.now() + SECONDS * 1000;
  const worker = async () => {
    while (performance.now() < ends) {
      await pool.encode([load.texts[next++ % load.texts.length] ?? 'hello']);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: load.inFlight }, worker));
  await pool.stop();
  return done / SECONDS;
}
