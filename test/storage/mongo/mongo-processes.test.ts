import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../src/conversation/conversation-event.js';
import { conversationIdSchema, shopIdSchema } from '../../../src/protocol/ids.js';
import type { MongoStores } from '../../../src/storage/mongo/mongo-stores.js';
import { HammerJournal, unanswered } from '../../chaos/hammer-journal.js';
import { buildChildEntry } from '../../support/child-entry.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

const shop = shopIdSchema.parse('shop');
const CONVERSATIONS = ['c0', 'c1'];
/** `CHAOS_POINTS=500` kills at that many points; without it a sample. */
const KILLS = Number(process.env.CHAOS_POINTS ?? 4);
const ENDLESS = 1_000_000;

describe.skipIf(missing(noMongo())).each([
  { name: 'a replica set', isStandalone: false },
  { name: 'a server without one', isStandalone: true },
])('several processes that write to MongoDB, on $name', ({ isStandalone }) => {
  let server: MongoServer;
  let script: string;
  beforeAll(async () => {
    script = buildChildEntry('test/storage/mongo/hammer-mongo.ts');
    server = await startMongo({ isStandalone });
  });
  afterAll(() => server.stop());

  it('number one conversation without gap or repeat, each answer whole', { timeout: 120_000 }, async () => {
    const url = server.url(randomUUID().slice(0, 8));
    const journal = new Journal();
    const writers = ['one', 'other', 'third'].map((life) => start(script, [url, life, '6']));
    for (const writer of writers) journal.add(await writer.end());
    const { stores, close } = await openMongoDatabase(server, { url });
    await journal.check(stores);
    expect(journal.received).toBe(3 * 6 * 4);
    await close();
  });

  it(`have all they acked, once, whole and in order, after each of ${KILLS} kills at random points`, {
    timeout: 60_000 + KILLS * 20_000,
  }, async () => {
    const url = server.url(randomUUID().slice(0, 8));
    const journal = new Journal();
    let acked = 0;
    const survivor = start(script, [url, 'survivor', String(ENDLESS)]);
    for (let life = 0; life < KILLS; life++) {
      const child = start(script, [url, `life${life}`, String(ENDLESS), JSON.stringify(journal.unknown())]);
      await child.hasAcked(3 + Math.floor(Math.random() * 30));
      journal.add(await child.kill());
      const { stores, close } = await openMongoDatabase(server, { url });
      await journal.check(stores, [survivor]);
      await close();
      expect(journal.acked).toBeGreaterThan(acked);
      acked = journal.acked;
    }
    journal.add(await survivor.kill());
    const { stores, close } = await openMongoDatabase(server, { url });
    await journal.check(stores);
    const owed = await stores.conversations.owedTurns();
    expect(owed).toHaveLength(await unansweredIn(stores));
    await close();
  });
});

async function eventsOf({ conversations }: MongoStores, name: string): Promise<RecordedEvent[]> {
  return conversations.read(shop, conversationIdSchema.parse(name), 0);
}

async function unansweredIn(stores: MongoStores): Promise<number> {
  const logs = await Promise.all(CONVERSATIONS.map((name) => eventsOf(stores, name)));
  return logs.flatMap(unanswered).length;
}

/** What the processes said, and what must therefore be in the store. */
class Journal extends HammerJournal {
  /** @param others who go on writing meanwhile: what they had acked until now is looked for, too */
  async check(stores: MongoStores, others: Child[] = []): Promise<void> {
    for (const other of others) this.add(other.news());
    // Read before the log: others go on writing meanwhile.
    const mails = new Set((await stores.outbox.pending(1_000_000)).map(({ message }) => message.id));
    const logs = new Map<string, RecordedEvent[]>();
    for (const name of CONVERSATIONS) logs.set(name, await eventsOf(stores, name));
    // What they asked for before it was stored may still be in the pipe.
    await pause(50);
    this.add(others.flatMap((child) => child.tries()));
    expect(this.faults(logs)).toEqual([]);
    for (const events of logs.values()) checkAnswers(events);
    for (const { conversation, seq, answered } of this.appended) {
      expect(logs.get(conversation)?.[seq - 2]?.event).toMatchObject({ kind: 'bot-said', answers: [answered] });
      expect(mails).toContain(`${conversation}.${answered}`);
    }
  }
}

/** Every answer between its two companions. */
function checkAnswers(events: RecordedEvent[]): void {
  const companions = events.filter(({ event }) => event.kind === 'question-closed').length;
  const answers = events.filter(({ event }) => event.kind === 'bot-said');
  expect(companions).toBe(2 * answers.length);
  for (const { seq } of answers) {
    expect(events[seq - 2]?.event.kind).toBe('question-closed');
    expect(events[seq]?.event.kind).toBe('question-closed');
  }
}

type Child = ReturnType<typeof start>;

function start(script: string, args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let given = 0;
  /** Whole lines that nobody was given; a last line that was cut off says nothing. */
  const waiting = () => said.slice(given, said.lastIndexOf('\n') + 1);
  const news = () => {
    const lines = waiting();
    given += lines.length;
    return lines.split('\n');
  };
  const mustLive = () => {
    if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode} before it was killed`);
  };
  return {
    news,
    /** What it asks for and was not given to anybody yet. */
    tries: () =>
      waiting()
        .split('\n')
        .filter((line) => line.startsWith('try ')),
    hasAcked: async (count: number) => {
      while (said.split('\nreceived ').length <= count) {
        mustLive();
        await pause(2);
      }
    },
    end: async () => {
      const [code] = await ended;
      expect(code).toBe(0);
      return news();
    },
    kill: async () => {
      mustLive();
      child.kill('SIGKILL');
      await ended;
      return news();
    },
  };
}
