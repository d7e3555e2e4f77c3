import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { median } from './encoder-load.js';
import { startBare } from './load/bare.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { cpuMsOf } from './load/process-cpu.js';
import { holdByAgent, shoppers, startProduct } from './load/product.js';

// The shop takes thirty messages in ten seconds from each visitor: as many connections as that leaves room for.
const CONNECTIONS = 6000;
const IN_FLIGHT = 1000;
const SECONDS = 6;
const ROUNDS = 5;

/** Messages a second, and the processor time behind them, in cores. */
type Round = { perSecond: number; p99: number; server: number; client: number };

/**
 * Messages acknowledged per second in conversations that an agent holds, each on disk before its acknowledgement.
 * Baseline: the least that keeps the same promise, a bare Socket.IO server in front of one SQLite table. Both are asked
 * in turns by the same kind of client, in a process of its own. `perCpuSecond` counts by the server's processor time
 * and so says more on a machine with other work.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const bare = await startBare(CONNECTIONS);
  const product = await startProduct();
  const load = new Child<LoadCommands>('load-process.js');
  await holdByAgent(product, await load.ask('connect', shoppers(product, CONNECTIONS)));

  const rounds: { bare: Round; product: Round }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const one = { bare: await measure(bare.load, bare.pid), product: await measure(load, product.server.pid) };
    // The first is for the compilers.
    if (round === 0) continue;
    rounds.push(one);
    progress(`bare ${describe(one.bare)}; product ${describe(one.product)}`);
  }
  await Promise.all([bare.stop(), load.stop(), product.server.stop()]);
  removeDataDirs();
  return toResult(rounds);
}

async function measure(load: Child<LoadCommands>, serverPid: number): Promise<Round> {
  const before = cpuMsOf(serverPid);
  const { perSecond, cpuShare, latency } = await load.ask('closedLoop', { inFlight: IN_FLIGHT, seconds: SECONDS });
  return { perSecond, p99: latency.p99, server: (cpuMsOf(serverPid) - before) / (SECONDS * 1000), client: cpuShare };
}

function describe({ perSecond, server, client }: Round): string {
  return `${perSecond.toFixed(0)}/s (cpu ${server.toFixed(2)}, client ${client.toFixed(2)})`;
}

function toResult(rounds: { bare: Round; product: Round }[]): BenchResult {
  const perCpuSecond = ({ perSecond, server }: Round) => perSecond / server;
  return {
    name: 'durable-acks',
    value: median(rounds.map(({ product }) => product.perSecond)),
    unit: 'messages/s',
    baseline: median(rounds.map(({ bare }) => bare.perSecond)),
    ratio: median(rounds.map(({ bare, product }) => product.perSecond / bare.perSecond)),
    detail: {
      perCpuSecond: {
        product: median(rounds.map(({ product }) => perCpuSecond(product))),
        bare: median(rounds.map(({ bare }) => perCpuSecond(bare))),
        ratio: median(rounds.map(({ bare, product }) => perCpuSecond(product) / perCpuSecond(bare))),
      },
      rounds,
    },
  };
}
