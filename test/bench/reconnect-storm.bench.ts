import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { startBareServer } from './load/bare.js';
import { Child } from './load/child.js';
import type { LoadCommands } from './load/load-process.js';
import { startProduct, visitorTokens } from './load/product.js';
import type { StubbornCommands } from './load/stubborn-process.js';

const CLIENTS = 5000;
const LONGEST_SECONDS = 120;

/**
 * Seconds from when the port of a killed server answers again until a shopper has the conversation open, p95 of 5,000
 * that all lost it at the same moment; they come back by the widget's own back-off. Baseline: as many bare Socket.IO
 * connections made as fast as the machine can, all of them: what the handshakes alone take.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const baseline = await measureBare();
  progress(`bare: ${CLIENTS} connections in ${baseline.toFixed(2)} s`);
  const product = await startProduct();
  const { dataDir, secret } = product;
  const { port } = product.server;
  const tokens = visitorTokens(product, CLIENTS);
  const people = new Child<StubbornCommands>('stubborn-process.js');
  await people.ask('arrive', { port, tokens });
  progress(`${CLIENTS} clients are here`);

  await product.server.stop('SIGKILL');
  const killedAt = Date.now();
  const answering = portAnswers(port);
  const starting = startProduct({ dataDir, secret, port });
  const since = await answering;
  const { server } = await starting;
  const { latency, lost } = await people.ask('back', { since, seconds: LONGEST_SECONDS });
  await Promise.all([people.stop(), server.stop()]);
  removeDataDirs();
  const value = latency.p95 / 1000;
  const detail = { lost, deadMs: since - killedAt, latency };
  return { name: 'reconnect-storm', value, unit: 's', baseline, ratio: value / baseline, detail };
}

async function measureBare(): Promise<number> {
  const bare = await startBareServer();
  const load = new Child<LoadCommands>('load-process.js');
  const started = performance.now();
  await load.ask('connect', { port: bare.port, namespace: '/', speakers: Array.from({ length: CLIENTS }, () => ({})) });
  const seconds = (performance.now() - started) / 1000;
  await Promise.all([load.stop(), bare.stop()]);
  return seconds;
}

/** Resolves with when, as `Date.now()`. */
async function portAnswers(port: number): Promise<number> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return Date.now();
    await pause(5);
  }
}
