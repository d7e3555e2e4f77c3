import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { startBare } from './load/bare.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { shoppers, startProduct } from './load/product.js';

const CONNECTIONS = 400;
const PER_SECOND = 100;
const WARM_UP_SECONDS = 5;
const SECONDS = 20;

/**
 * Milliseconds from when a message was due until the bot's answer to it, stored, has been received, p99, at 100 a second
 * by the clock. Baseline: the bare server's acknowledgement of the same messages, which is the wire and the disk alone.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const bare = await startBare(CONNECTIONS);
  await bare.load.ask('openLoop', { perSecond: PER_SECOND, seconds: WARM_UP_SECONDS });
  const plain = await bare.load.ask('openLoop', { perSecond: PER_SECOND, seconds: SECONDS });
  await bare.stop();
  progress(`bare p50 ${plain.latency.p50.toFixed(1)} ms, p99 ${plain.latency.p99.toFixed(1)} ms`);

  const product = await startProduct();
  const load = new Child<LoadCommands>('load-process.js');
  await load.ask('connect', shoppers(product, CONNECTIONS));
  await load.ask('openLoop', { perSecond: PER_SECOND, seconds: WARM_UP_SECONDS, until: 'answered' });
  const replies = await load.ask('openLoop', { perSecond: PER_SECOND, seconds: SECONDS, until: 'answered' });
  await Promise.all([load.stop(), product.server.stop()]);
  removeDataDirs();
  const value = replies.latency.p99;
  const baseline = plain.latency.p99;
  const detail = { product: replies, bare: plain };
  return { name: 'reply-latency', value, unit: 'ms', baseline, ratio: value / baseline, detail };
}
