import { setTimeout as pause } from 'node:timers/promises';
import { ChaosProxy } from '../chaos/chaos-proxy.js';
import { removeDataDirs } from '../support/server-process.js';
import type { BenchResult } from './bench-result.js';
import { Child } from './load/child.js';
import { holdByAgent, startProduct, visitorTokens } from './load/product.js';
import type { StubbornCommands } from './load/stubborn-process.js';

const CLIENTS = 1000;
const SAY_EVERY_MS = 5000;
const CUT_EVERY_MS = 15_000;
const TICK_MS = 500;
const SECONDS = 60;
const SETTLE_SECONDS = 120;

/**
 * Share of messages that are stored, acknowledged and shown once and in order: 1,000 shoppers, each cut off about every
 * 15 seconds, the server killed with SIGKILL in the middle and started again. Baseline: the share whose first sending was
 * acknowledged, which is what clients that never send again would have. An agent holds the conversations.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const product = await startProduct();
  const { dataDir, secret } = product;
  const { port } = product.server;
  const proxy = await ChaosProxy.start(port);
  const tokens = visitorTokens(product, CLIENTS);
  const people = new Child<StubbornCommands>('stubborn-process.js');
  await holdByAgent(product, await people.ask('arrive', { port: proxy.port, tokens }));
  progress(`${CLIENTS} clients are here`);

  await people.ask('talk', { everyMs: SAY_EVERY_MS });
  let cuts = 0;
  const cuttingFrom = performance.now();
  const cutting = setInterval(() => {
    cuts += proxy.cut(TICK_MS / CUT_EVERY_MS);
  }, TICK_MS);
  await pause((SECONDS * 1000) / 2);
  await product.server.stop('SIGKILL');
  const { server } = await startProduct({ dataDir, secret, port });
  progress(`killed and started again after ${cuts} cuts`);
  await pause((SECONDS * 1000) / 2);
  clearInterval(cutting);
  const cutEverySeconds = (CLIENTS * (performance.now() - cuttingFrom)) / 1000 / cuts;

  const { settled } = await people.ask('settle', { seconds: SETTLE_SECONDS });
  await server.stop();
  const verdict = await people.ask('judge', { dataDir });
  await Promise.all([people.stop(), proxy.stop()]);
  removeDataDirs();
  const value = verdict.delivered / verdict.messages;
  const baseline = verdict.firstTries / verdict.messages;
  const detail = { replayP99Ms: verdict.replay.p99, cutEverySeconds, settled, ...verdict };
  return { name: 'delivery-under-chaos', value, unit: 'share', baseline, ratio: value / baseline, detail };
}
