import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { median } from './encoder-load.js';
import { Child } from './load/child.js';
import type { LoadCommands, OpenLoop } from './load/load-process.js';
import { shoppers, startProduct } from './load/product.js';

// So many that even three times the peak keeps each visitor below the limit.
const CONNECTIONS = 4000;
const IN_FLIGHT = 64;
const PEAK_SECONDS = 6;
const OVERLOAD_SECONDS = 12;
const TIMES_PEAK = 3;
const ROUNDS = 3;

/**
 * Messages a second that the bot answers while three times as many come as it can answer. Baseline: the peak, just before
 * and just after. A refusal that does not say when to come back counts as bad.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const product = await startProduct();
  const load = new Child<LoadCommands>('load-process.js');
  await load.ask('connect', shoppers(product, CONNECTIONS));
  const peakNow = async () => {
    const loop = { inFlight: IN_FLIGHT, seconds: PEAK_SECONDS, until: 'answered' as const };
    return (await load.ask('closedLoop', loop)).perSecond;
  };
  await peakNow();
  const rounds: { peak: number; over: OpenLoop }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = await peakNow();
    const perSecond = Math.round(before * TIMES_PEAK);
    const over = await load.ask('openLoop', { perSecond, seconds: OVERLOAD_SECONDS, until: 'answered' });
    const peak = (before + (await peakNow())) / 2;
    rounds.push({ peak, over });
    progress(`peak ${peak.toFixed(0)}/s; at ${perSecond}/s ${over.inTime.toFixed(0)}/s, refused ${over.refused.count}`);
  }
  await Promise.all([load.stop(), product.server.stop()]);
  removeDataDirs();
  return {
    name: 'overload',
    value: median(rounds.map(({ over }) => over.inTime)),
    unit: 'turns/s',
    baseline: median(rounds.map(({ peak }) => peak)),
    ratio: median(rounds.map(({ peak, over }) => over.inTime / peak)),
    detail: { badRefusals: rounds.reduce((sum, { over }) => sum + over.refused.bad, 0), rounds },
  };
}
