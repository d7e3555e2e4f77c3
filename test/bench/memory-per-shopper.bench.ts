import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { startBareServer } from './load/bare.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { createMemoryProbe, type Memory } from './load/memory-probe.js';
import { shoppers, startProduct } from './load/product.js';
import type { Target } from './load/session.js';

/** Connected before the first measurement, so that tables and compiled code are not charged to the shoppers. */
const FIRST = 1000;
const SHOPPERS = 6000;
const KIB = 1024;

type PerShopper = { rss: number; heap: number };

/**
 * KiB of the server's memory for each connected shopper with an open conversation, after garbage was collected. Baseline:
 * a bare Socket.IO connection.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const bareProbe = createMemoryProbe('bare');
  const bare = await startBareServer(bareProbe.env);
  const speakers = Array.from({ length: FIRST + SHOPPERS }, () => ({}));
  const plain = await measure({ port: bare.port, namespace: '/', speakers }, () => bareProbe.measure(bare.server.pid));
  await bare.stop();
  progress(`bare ${plain.rss.toFixed(1)} KiB`);

  const probe = createMemoryProbe('product');
  const product = await startProduct({ env: probe.env });
  const target = shoppers(product, FIRST + SHOPPERS);
  const full = await measure(target, () => probe.measure(product.server.pid));
  await product.server.stop();
  bareProbe.remove();
  probe.remove();
  removeDataDirs();
  return {
    name: 'memory-per-shopper',
    value: full.rss,
    unit: 'KiB',
    baseline: plain.rss,
    ratio: full.rss / plain.rss,
    detail: { heap: full.heap, bareHeap: plain.heap, shoppers: SHOPPERS },
  };
}

async function measure(target: Target, memory: () => Promise<Memory>): Promise<PerShopper> {
  const first = new Child<LoadCommands>('load-process.js');
  await first.ask('connect', { ...target, speakers: target.speakers.slice(0, FIRST) });
  const before = await memory();
  const others = new Child<LoadCommands>('load-process.js');
  await others.ask('connect', { ...target, speakers: target.speakers.slice(FIRST) });
  const after = await memory();
  await Promise.all([first.stop(), others.stop()]);
  return {
    rss: (after.rss - before.rss) / SHOPPERS / KIB,
    heap: (after.heapUsed - before.heapUsed) / SHOPPERS / KIB,
  };
}
