import { parseArgs } from 'node:util';
import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { createMemoryProbe } from './load/memory-probe.js';
import { holdByAgent, shoppers, startProduct } from './load/product.js';

const CONNECTIONS = 4000;
const IN_FLIGHT = 500;
const STRETCH = 100_000;
const FEWEST = 1_000_000;
/** The first samples hold what a process makes once: compiled code, caches that fill. */
const SETTLED_AFTER = 3;
const SLICE_SECONDS = 2;
const MB = 1_000_000;

type Sample = { messages: number; mb: number; rssMb: number };

/**
 * MB that heap and external memory of the server grow by per 100,000 messages, after garbage was collected, from the third
 * sample on: a million messages in a fixed number of conversations, or as many as fit into `--hours`. `--messages` asks for
 * fewer. Baseline: what the server holds at the third sample.
 */
export async function run(progress: (line: string) => void, args: string[] = []): Promise<BenchResult> {
  const { values } = parseArgs({ args, options: { hours: { type: 'string' }, messages: { type: 'string' } } });
  const fewest = Number(values.messages ?? (values.hours === undefined ? FEWEST : 0));
  const ends = Date.now() + Number(values.hours ?? 0) * 3_600_000;
  const probe = createMemoryProbe('soak');
  const product = await startProduct({ env: probe.env });
  const load = new Child<LoadCommands>('load-process.js');
  await holdByAgent(product, await load.ask('connect', shoppers(product, CONNECTIONS)));
  const samples: Sample[] = [];
  for (let messages = 0; messages < fewest || Date.now() < ends; ) {
    messages += await sayStretch(load);
    const { heapUsed, external, rss } = await probe.measure(product.server.pid);
    samples.push({ messages, mb: (heapUsed + external) / MB, rssMb: rss / MB });
    progress(`${messages} messages: heap and external ${((heapUsed + external) / MB).toFixed(2)} MB`);
  }
  await Promise.all([load.stop(), product.server.stop()]);
  probe.remove();
  removeDataDirs();
  const settled = samples.slice(SETTLED_AFTER - 1);
  const value = growthPerStretch(settled);
  const baseline = settled[0]?.mb ?? null;
  const ratio = baseline === null ? null : value / baseline;
  return { name: 'soak', value, unit: 'MB per 100,000 messages', baseline, ratio, detail: { samples } };
}

/** About 100,000 messages; answers how many. */
async function sayStretch(load: Child<LoadCommands>): Promise<number> {
  let said = 0;
  while (said < STRETCH) {
    said += (await load.ask('closedLoop', { inFlight: IN_FLIGHT, seconds: SLICE_SECONDS })).latency.count;
  }
  return said;
}

/** Slope of the line through the samples that is nearest to them (least squares). */
function growthPerStretch(samples: Sample[]): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [meanX, meanY] = [mean(({ messages }) => messages / STRETCH), mean(({ mb }) => mb)];
  const across = samples.reduce((sum, { messages, mb }) => sum + (messages / STRETCH - meanX) * (mb - meanY), 0);
  const spread = samples.reduce((sum, { messages }) => sum + (messages / STRETCH - meanX) ** 2, 0);
  return across / spread;
}
