import { setTimeout as pause } from 'node:timers/promises';
import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { Child } from './load/child.js';
import { startProduct, visitorTokens } from './load/product.js';
import type { StubbornCommands } from './load/stubborn-process.js';

const CLIENTS = 500;
const SAY_EVERY_MS = 5000;
const SECONDS = 8;
const SETTLE_SECONDS = 60;

/**
 * Seconds from SIGTERM until the server has ended, while 500 shoppers talk with its bot; afterwards a new one takes over
 * and nothing may be lost or doubled. Baseline: the same server stopping with nobody there.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const idle = await startProduct();
  const baseline = await secondsOf(() => idle.server.stop('SIGTERM'));
  progress(`idle: stopped in ${baseline.toFixed(2)} s`);

  const product = await startProduct();
  const { dataDir, secret } = product;
  const { port } = product.server;
  const tokens = visitorTokens(product, CLIENTS);
  const people = new Child<StubbornCommands>('stubborn-process.js');
  await people.ask('arrive', { port, tokens });
  await people.ask('talk', { everyMs: SAY_EVERY_MS });
  await pause(SECONDS * 1000);
  const value = await secondsOf(() => product.server.stop('SIGTERM'));
  progress(`under load: stopped in ${value.toFixed(2)} s`);
  const { server } = await startProduct({ dataDir, secret, port });
  await pause(SECONDS * 1000);
  const { settled } = await people.ask('settle', { seconds: SETTLE_SECONDS });
  await server.stop();
  const verdict = await people.ask('judge', { dataDir });
  await people.stop();
  removeDataDirs();
  const detail = { clients: CLIENTS, settled, ...verdict };
  return { name: 'drain', value, unit: 's', baseline, ratio: value / baseline, detail };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
