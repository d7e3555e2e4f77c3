import { setTimeout as pause } from 'node:timers/promises';
import { checkHistory, type Fault } from '../../chaos/checker.js';
import { Clock } from '../../chaos/journal.js';
import { readStore } from '../../chaos/read-store.js';
import { StubbornClient } from '../../chaos/stubborn-client.js';
import { answerParent } from './child.js';
import { type Latencies, summarise } from './latencies.js';
import { TEXTS } from './texts.js';

export type StubbornCommands = {
  /** Brings in one client per token; their conversations, in order. */
  arrive(options: { port: number; tokens: string[] }): Promise<string[]>;
  /** Each says something about every `everyMs` from now on. */
  talk(options: { everyMs: number }): Promise<void>;
  /** Nobody says more; resolves with how many are settled once all are, or when the time is over. */
  settle(options: { seconds: number }): Promise<{ settled: number }>;
  /** Ms from `since` (`Date.now()`) until each was back with its conversation open, and how many were not in time. */
  back(options: { since: number; seconds: number }): Promise<{ latency: Latencies; lost: number }>;
  /** Judges what was asked for, shown and stored. The server must have ended. */
  judge(options: { dataDir: string }): Promise<Verdict>;
};

export type Verdict = {
  messages: number;
  /** Acknowledged, stored and shown to their sender once and in order. */
  delivered: number;
  /** Acknowledged at the first sending: what clients that never send again would have. */
  firstTries: number;
  connections: number;
  replay: Latencies;
  faults: Fault[];
};

/** Clients that never give up, in a process of their own. */
const FEW = 20;
let clients: StubbornClient[] = [];
let isTalking = false;

const commands: StubbornCommands = {
  arrive: async ({ port, tokens }) => {
    const clock = new Clock();
    clients = tokens.map(
      (visitorToken, index) => new StubbornClient({ name: `client ${index}`, port, visitorToken, clock }),
    );
    const waiting = clients.values();
    const bringIn = async () => {
      for (const client of waiting) await client.arrive();
    };
    await Promise.all(Array.from({ length: 100 }, bringIn));
    return clients.map(({ conversationId }) => conversationId);
  },
  talk: async ({ everyMs }) => {
    isTalking = true;
    for (const client of clients) void talk(client, everyMs);
  },
  settle: async ({ seconds }) => {
    isTalking = false;
    const isDone = (client: StubbornClient) => client.isSettled && client.isConnected && isShown(client);
    await until(() => clients.every(isDone), seconds);
    return { settled: clients.filter(isDone).length };
  },
  back: async ({ since, seconds }) => {
    const start = performance.now() - (Date.now() - since);
    const returnOf = ({ openedAt }: StubbornClient) => openedAt.find((at) => at >= start);
    await until(() => clients.every((client) => returnOf(client) !== undefined), seconds);
    const returns = clients.map(returnOf).filter((at) => at !== undefined);
    return { latency: summarise(returns.map((at) => at - start)), lost: clients.length - returns.length };
  },
  judge: async ({ dataDir }) => {
    for (const client of clients) client.leave();
    const { visible, whole } = await readStore(
      dataDir,
      clients.map(({ conversationId }) => conversationId),
    );
    const calls = clients.flatMap(({ journal }) => journal.calls());
    const readers = clients.map((client) => client.reader());
    const faults = [
      ...checkHistory({ calls, readers: [...readers, ...visible] }),
      ...checkHistory({ calls, readers: whole }),
    ];
    const broken = new Set(faults.map(({ conversation }) => conversation));
    const good = calls.filter(({ outcome, conversation }) => outcome.kind === 'ok' && !broken.has(conversation));
    return {
      messages: calls.length,
      delivered: good.length,
      firstTries: clients.reduce((sum, { firstTries }) => sum + firstTries, 0),
      connections: clients.reduce((sum, { openedAt }) => sum + openedAt.length, 0),
      replay: summarise(clients.flatMap(({ replayMs }) => replayMs)),
      faults: faults.slice(0, FEW),
    };
  },
};

/** All that it had acknowledged, it has been shown. */
function isShown({ journal, upTo }: StubbornClient): boolean {
  return journal.calls().every(({ outcome }) => outcome.kind !== 'ok' || outcome.seq <= upTo);
}

async function talk(client: StubbornClient, everyMs: number): Promise<void> {
  for (let said = 0; ; said++) {
    await pause(everyMs * 2 * Math.random());
    if (!isTalking) return;
    client.say(TEXTS[said % TEXTS.length] ?? '');
  }
}

async function until(isSo: () => boolean, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!isSo() && Date.now() < deadline) await pause(100);
}

answerParent(commands);
