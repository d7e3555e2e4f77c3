import { availableParallelism } from 'node:os';
import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { MODEL, median } from './encoder-load.js';
import { startBare } from './load/bare.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { shoppers, startProduct } from './load/product.js';
import { QUESTIONS } from './load/texts.js';
import { startRawEncoder } from './raw-encoder.js';

const CONNECTIONS = 2000;
const IN_FLIGHT = 64;
const SECONDS = 8;
const ROUNDS = 3;

/**
 * Messages a second that the bot answers, each answer stored and received, sustained. Baseline: as many bare encoder
 * processes as the product has, on the same texts, while the load generator sends the same messages to a stub: what the
 * machine could answer if everything around the model cost nothing.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const product = await startProduct();
  const load = new Child<LoadCommands>('load-process.js');
  await load.ask('connect', shoppers(product, CONNECTIONS));
  const stub = await startBare(CONNECTIONS);
  const processes = availableParallelism();
  const raw = await startRawEncoder({ modelDir: MODEL, texts: QUESTIONS, processes, threads: 1 });

  const answer = () => load.ask('closedLoop', { inFlight: IN_FLIGHT, seconds: SECONDS, until: 'answered' });
  await answer();
  const rounds: { turns: number; raw: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { perSecond } = await answer();
    const replay = stub.load.ask('openLoop', { perSecond: Math.round(perSecond), seconds: SECONDS });
    const rate = await raw.rate(1, SECONDS);
    await replay;
    rounds.push({ turns: perSecond, raw: rate });
    progress(`${perSecond.toFixed(0)} turns/s of ${rate.toFixed(0)}`);
  }
  raw.stop();
  await Promise.all([stub.stop(), load.stop(), product.server.stop()]);
  removeDataDirs();
  return {
    name: 'turn-rate',
    value: median(rounds.map(({ turns }) => turns)),
    unit: 'turns/s',
    baseline: median(rounds.map(({ raw }) => raw)),
    ratio: median(rounds.map(({ turns, raw }) => turns / raw)),
    detail: { processes, rounds },
  };
}
