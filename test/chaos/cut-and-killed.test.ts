import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { shoppers, startProduct } from '../bench/load/product.js';
import { newDataDir, removeDataDirs, type ServerProcess } from '../support/server-process.js';
import { ChaosProxy } from './chaos-proxy.js';
import { checkAnswers, checkHistory } from './checker.js';
import { Clock } from './journal.js';
import { readStore } from './read-store.js';
import { StubbornClient } from './stubborn-client.js';

const CLIENTS = Number(process.env.CHAOS_CLIENTS ?? 20);
const MESSAGES = Number(process.env.CHAOS_MESSAGES ?? 6);
const SAY_EVERY_MS = 700;
/** Quick to come back, so that a short run holds many returns. */
const backOff = (attempt: number) => Math.random() * Math.min(1000, 100 * 2 ** attempt);

describe('shoppers on a bad network in front of a server that is killed', () => {
  let server: ServerProcess | undefined;
  let proxy: ChaosProxy | undefined;
  let clients: StubbornClient[] = [];

  afterEach(async () => {
    for (const client of clients) client.leave();
    await proxy?.stop();
    await server?.stop('SIGKILL');
  });
  afterAll(removeDataDirs);

  it('get every message once, in order, and every one answered once', { timeout: 240_000 }, async () => {
    const dataDir = newDataDir();
    const product = await startProduct({ dataDir });
    server = product.server;
    proxy = await ChaosProxy.start(server.port);
    clients = await arriveThrough(proxy, shoppers(product, CLIENTS).speakers);

    const weather = misbehave(proxy);
    const talking = Promise.all(clients.map((client, index) => talk(client, index)));
    await pause((MESSAGES * SAY_EVERY_MS) / 2);
    await server.stop('SIGKILL');
    ({ server } = await startProduct({ dataDir, secret: product.secret, port: server.port }));
    await talking;
    weather.end();

    await until('everything acknowledged', () => clients.every((client) => client.isSettled));
    await until('everything answered', () => clients.every(isAnswered));
    const readers = clients.map((client) => client.reader());
    for (const client of clients) client.leave();
    await server.stop();

    const calls = clients.flatMap(({ journal }) => journal.calls());
    expect(calls).toHaveLength(CLIENTS * MESSAGES);
    expect(calls.every(({ outcome }) => outcome.kind === 'ok')).toBe(true);
    expect(weather.cuts()).toBeGreaterThan(0);
    const conversations = clients.map(({ conversationId }) => conversationId);
    const { visible, whole } = await readStore(dataDir, conversations);
    expect(checkHistory({ calls, readers: [...readers, ...visible] })).toEqual([]);
    expect(checkHistory({ calls, readers: whole })).toEqual([]);
    expect(whole.flatMap(checkAnswers)).toEqual([]);
  });
});

async function arriveThrough({ port }: ChaosProxy, speakers: { auth?: object }[]): Promise<StubbornClient[]> {
  const clock = new Clock();
  const clients = speakers.map(({ auth }, index) => {
    const { visitorToken = '' } = { visitorToken: '', ...auth };
    return new StubbornClient({ name: `client ${index}`, port, visitorToken, clock, backOff });
  });
  await Promise.all(clients.map((client) => client.arrive()));
  return clients;
}

/** Cuts some connections now and then, and lets the line stall, crawl and go dead in between. */
function misbehave(proxy: ChaosProxy) {
  let cuts = 0;
  const spells = [
    () => proxy.clear(),
    () => proxy.stall(['to-client']),
    () => proxy.slow(20_000),
    () => proxy.halfOpen(['to-client']),
  ];
  let turn = 0;
  const timer = setInterval(() => {
    spells[turn++ % spells.length]?.();
    cuts += proxy.cut(0.3);
  }, 300);
  return {
    cuts: () => cuts,
    end: () => {
      clearInterval(timer);
      proxy.clear();
      // What lost bytes on the way can only begin anew.
      proxy.cut();
    },
  };
}

const LINES = ['where is my order', 'how long do refunds take', 'hello', 'do you ship to Norway', 'thanks'];

async function talk(client: StubbornClient, index: number): Promise<void> {
  for (let message = 0; message < MESSAGES; message++) {
    client.say(LINES[(index + message) % LINES.length] ?? 'hello');
    await pause(SAY_EVERY_MS * (0.5 + Math.random()));
  }
}

function isAnswered(client: StubbornClient): boolean {
  const { entries } = client.reader();
  const said = entries.filter(({ message }) => message !== undefined).length;
  return said === MESSAGES && entries.length >= 2 * said;
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`not ${what} in time`);
    await pause(50);
  }
}
