import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { startBare } from './load/bare.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { holdByAgent, shoppers, startProduct } from './load/product.js';

// Thirty messages in ten seconds are a visitor's limit: a third of it each.
const CONNECTIONS = 2000;
const PER_SECOND = 2000;
const WARM_UP_SECONDS = 3;
const SECONDS = 10;

/**
 * Milliseconds from when a message was due to its acknowledgement, p99, at 2,000 a second by the clock, in conversations
 * that an agent holds. Baseline: the bare server under the same load. `late` is what the generator itself adds.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const bare = await startBare(CONNECTIONS);
  const plain = await measure(bare.load);
  await bare.stop();
  progress(`bare p50 ${plain.latency.p50.toFixed(1)} ms, p99 ${plain.latency.p99.toFixed(1)} ms`);

  const product = await startProduct();
  const load = new Child<LoadCommands>('load-process.js');
  await holdByAgent(product, await load.ask('connect', shoppers(product, CONNECTIONS)));
  const durable = await measure(load);
  await Promise.all([load.stop(), product.server.stop()]);
  removeDataDirs();
  const value = durable.latency.p99;
  const baseline = plain.latency.p99;
  const detail = { product: durable, bare: plain };
  return { name: 'ack-latency', value, unit: 'ms', baseline, ratio: value / baseline, detail };
}

async function measure(load: Child<LoadCommands>) {
  await load.ask('openLoop', { perSecond: PER_SECOND, seconds: WARM_UP_SECONDS });
  return load.ask('openLoop', { perSecond: PER_SECOND, seconds: SECONDS });
}
