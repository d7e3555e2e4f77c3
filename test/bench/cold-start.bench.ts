import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';
import type { BenchResult } from './bench-result.js';

const RUNS = 5;

/** Seconds from the start of the process to the first answered message; the baseline is the first start of all, which makes the shop. */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const dataDir = newDataDir();
  const first = await startAndChat(dataDir);
  progress(`first start: ready ${first.ready.toFixed(2)} s, answered ${first.answered.toFixed(2)} s`);
  const later: { ready: number; answered: number }[] = [];
  for (let index = 0; index < RUNS; index++) {
    later.push(await startAndChat(dataDir));
    progress(
      `start ${index + 2}: ready ${later.at(-1)?.ready.toFixed(2)} s, answered ${later.at(-1)?.answered.toFixed(2)} s`,
    );
  }
  removeDataDirs();
  const value = median(later.map(({ answered }) => answered));
  return {
    name: 'cold-start',
    value,
    unit: 's',
    baseline: first.answered,
    ratio: value / first.answered,
    detail: { ready: median(later.map(({ ready }) => ready)), firstReady: first.ready, runs: RUNS },
  };
}

async function startAndChat(dataDir: string): Promise<{ ready: number; answered: number }> {
  const started = performance.now();
  const server = await ServerProcess.start({ dataDir });
  const ready = (performance.now() - started) / 1000;
  const shopper = await Shopper.arrive(server.address);
  await shopper.ask('how long do refunds take');
  const answered = (performance.now() - started) / 1000;
  shopper.leave();
  await server.stop();
  return { ready, answered };
}

function median(values: number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
