import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from './bench-result.js';
import { median } from './encoder-load.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { cpuMsOf } from './load/process-cpu.js';

const CONNECTIONS = 6000;
const IN_FLIGHT = 1000;
const SECONDS = 6;
const ROUNDS = 5;

/**
 * Messages acknowledged per second, each on disk before its acknowledgement. Baseline: the least that keeps the same
 * promise, a bare Socket.IO server in front of one SQLite table, under the same load in the same run.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-bench-'));
  const bare = new Child<{ port(options: null): Promise<number> }>('bare-server.js', [dataDir]);
  const load = new Child<LoadCommands>('load-process.js');
  const speakers = Array.from({ length: CONNECTIONS }, () => ({}));
  await load.ask('connect', { port: await bare.ask('port', null), namespace: '/', speakers });
  const rounds: { perSecond: number; client: number; server: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = cpuMsOf(bare.pid);
    const { perSecond, cpuShare } = await load.ask('closedLoop', { inFlight: IN_FLIGHT, seconds: SECONDS });
    const server = (cpuMsOf(bare.pid) - before) / (SECONDS * 1000);
    rounds.push({ perSecond, client: cpuShare, server });
    progress(`bare ${perSecond.toFixed(0)} acked/s; cpu server ${server.toFixed(2)}, client ${cpuShare.toFixed(2)}`);
  }
  await Promise.all([bare.stop(), load.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
  const baseline = median(rounds.map(({ perSecond }) => perSecond));
  return { name: 'durable-acks', value: baseline, unit: 'messages/s', baseline, ratio: 1, detail: { rounds } };
}
