import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.js';
import type { RecordedEvent } from '../../src/conversation/conversation-event.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { conversationIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import { openSqliteStores, type SqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';

const KILLS = 30;
const FEWEST_ACKS = 5;
const shopId = shopIdSchema.parse('shop');

describe('a store whose process is killed', () => {
  let folder: string;
  let script: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concierge-kill9-'));
    // Inside the repository, so that the child finds its packages.
    const scripts = join('node_modules', '.cache', 'concierge-chaos');
    mkdirSync(scripts, { recursive: true });
    script = join(scripts, `hammer-log-${process.pid}.mjs`);
    await build({
      entryPoints: ['test/chaos/hammer-log.ts'],
      outfile: script,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(script, { force: true });
  });

  const openStores = (dataDir: string) =>
    openSqliteStores({ dataDir, cipher: plainCipher, clock: systemClock, log: createLog('silent') });

  it(`has all it acked, once and in order, after each of ${KILLS} kills at random points`, {
    timeout: 180_000,
  }, async () => {
    const dataDir = join(folder, 'hammered');
    const journal = new Journal();
    let ackedAtKill = 0;
    for (let life = 0; life < KILLS; life++) {
      const child = start(script, [dataDir, `life${life}`, JSON.stringify(journal.unknown())]);
      // Every fifth is killed while it still opens the store, the others while they write, however slow the machine is.
      if (life % 5 === 4) await pause(Math.random() * 150);
      else await child.hasAcked(FEWEST_ACKS + Math.floor(Math.random() * 60));
      journal.add(await child.kill());
      ackedAtKill = journal.acked;
      const stores = openStores(dataDir);
      await journal.check(stores);
      await stores.close();
    }
    expect(ackedAtKill).toBeGreaterThanOrEqual(FEWEST_ACKS * Math.floor(KILLS * 0.8));
  });

  it('keeps a second process out, and lets it in once the first was killed', { timeout: 30_000 }, async () => {
    const dataDir = join(folder, 'locked');
    const child = start(script, [dataDir, 'holder']);
    await child.hasSaid('ready');
    expect(() => openStores(dataDir)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
    await child.kill();
    await openStores(dataDir).close();
  });
});

/** What the lives said, and what must therefore be in the store. */
class Journal {
  private readonly tried = new Map<string, [string, string]>();
  /** By conversation and message; the seq each was acked with. */
  private readonly received = new Map<string, number>();
  private readonly appended: { conversation: string; seq: number }[] = [];

  get acked(): number {
    return this.received.size + this.appended.length;
  }

  /** Asked for and never acked: stored once or not at all. */
  unknown(): [string, string][] {
    return [...this.tried].filter(([key]) => !this.received.has(key)).map(([, pair]) => pair);
  }

  add(lines: string[]): void {
    for (const line of lines) {
      const [what, conversation = '', second = '', third = ''] = line.split(' ');
      const key = `${conversation} ${second}`;
      if (what === 'try') this.tried.set(key, [conversation, second]);
      if (what === 'appended') this.appended.push({ conversation, seq: Number(second) });
      if (what !== 'received') continue;
      // A repeat is acked with the seq of the first.
      expect(this.received.get(key) ?? Number(third)).toBe(Number(third));
      this.received.set(key, Number(third));
    }
  }

  async check({ conversations, outbox }: SqliteStores): Promise<void> {
    const logs = new Map<string, RecordedEvent[]>();
    for (const name of ['c0', 'c1', 'c2', 'c3']) {
      logs.set(name, await conversations.read(shopId, conversationIdSchema.parse(name), 0));
    }
    const owed = await conversations.owedTurns();
    for (const [name, events] of logs) {
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      const messages = events.flatMap(({ event }) => (event.kind === 'customer-said' ? [event.clientMessageId] : []));
      expect(new Set(messages).size).toBe(messages.length);
      const mine = owed.filter(({ conversationId }) => conversationId === name).map(({ seq }) => seq);
      expect(mine).toEqual(unanswered(events));
    }
    for (const [key, seq] of this.received) {
      const [name = '', message] = key.split(' ');
      expect(logs.get(name)?.[seq - 1]?.event).toMatchObject({ kind: 'customer-said', clientMessageId: message });
    }
    for (const { conversation, seq } of this.appended) {
      expect(logs.get(conversation)?.[seq - 1]?.event).toMatchObject({ kind: 'bot-said', answers: [seq - 1] });
    }
    const answers = [...logs.values()].flat().filter(({ event }) => event.kind === 'bot-said');
    expect(await outbox.pending(1_000_000)).toHaveLength(answers.length);
  }
}

function unanswered(events: RecordedEvent[]): number[] {
  const answered = new Set(events.flatMap(({ event }) => (event.kind === 'bot-said' ? event.answers : [])));
  return events.filter(({ seq, event }) => event.kind === 'customer-said' && !answered.has(seq)).map(({ seq }) => seq);
}

function start(script: string, args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return {
    hasSaid: async (line: string) => {
      while (!said.includes(`${line}\n`)) {
        if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode} before it was killed`);
        await pause(2);
      }
    },
    hasAcked: async (count: number) => {
      while (said.split('\nreceived ').length <= count) {
        if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode} before it was killed`);
        await pause(1);
      }
    },
    /** All it said. A last line that was cut off says nothing. */
    kill: async () => {
      if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode} before it was killed`);
      child.kill('SIGKILL');
      await ended;
      return said.slice(0, said.lastIndexOf('\n') + 1).split('\n');
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
