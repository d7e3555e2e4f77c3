import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { Result, Said } from '../../src/protocol/chat-events.js';
import type { TranscriptEntry } from '../../src/protocol/transcript.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { newVisitor, Shopper } from '../support/shopper.js';

const KILLS = Number(process.env.KILLS ?? 50);
const SHOPPERS = 4;
const LINES = [
  'where is my order',
  'how long do refunds take',
  'hello',
  'do you ship to Norway',
  'thanks',
  'I want a human',
  'asdf qwer',
];

/** One shopper's side of the story: what was tried, and what was acknowledged under which seq. */
type Journal = { visitorToken: string; tried: Map<string, string>; acked: Map<string, number> };

describe('kill -9 at random points of several conversations', () => {
  afterAll(removeDataDirs);

  it(`loses nothing acknowledged, doubles nothing, leaves no gap and answers every message once, over ${KILLS} kills`, async () => {
    const dataDir = newDataDir();
    let server = await ServerProcess.start({ dataDir });
    const { port } = server;
    const journals: Journal[] = [];
    for (let index = 0; index < SHOPPERS; index++) {
      journals.push({
        visitorToken: (await newVisitor(server.address)).visitorToken,
        tried: new Map(),
        acked: new Map(),
      });
    }

    for (let kill = 0; kill < KILLS; kill++) {
      const talking = journals.map((journal) => talk(server.address, journal, kill));
      await pause(Math.random() * 120);
      await server.stop('SIGKILL');
      await Promise.all(talking);
      server = await ServerProcess.start({ dataDir, port });
    }

    for (const journal of journals) {
      const shopper = await Shopper.arrive(server.address, { visitorToken: journal.visitorToken });
      // Whatever was not acknowledged is sent again with its id, as the widget's outbox does.
      for (const [id, text] of journal.tried) {
        if (journal.acked.has(id)) continue;
        journal.acked.set(id, await insist(() => shopper.say(text, undefined, id)));
      }
      await everyMessageAnswered(shopper);
      check(journal, (await shopper.readAll()).entries, await seqsOf(shopper));
      shopper.leave();
    }
    await server.stop();
  }, 600_000);
});

/** Sends until the connection is gone. */
async function talk(address: string, journal: Journal, round: number): Promise<void> {
  try {
    const shopper = await Shopper.arrive(address, { visitorToken: journal.visitorToken });
    for (let index = 0; index < 5; index++) {
      const id = randomUUID();
      const text = `${LINES[(round + index) % LINES.length]}`;
      journal.tried.set(id, text);
      const said = await Promise.race([shopper.say(text, undefined, id), gone(shopper)]);
      if (said === undefined) return;
      if (said.ok) journal.acked.set(id, said.value.seq);
      else if (said.error.code === 'TOO_MANY_REQUESTS') journal.tried.delete(id);
    }
    await gone(shopper);
  } catch {
    // Killed while arriving: nothing was promised.
  }
}

/** Comes back when it is told to. */
async function insist(say: () => Promise<Result<Said>>): Promise<number> {
  for (;;) {
    const said = await say();
    if (said.ok) return said.value.seq;
    if (said.error.retryAfterMs === undefined) throw new Error(said.error.code);
    await pause(said.error.retryAfterMs);
  }
}

function gone(shopper: Shopper): Promise<undefined> {
  return new Promise((resolve) => {
    if (!shopper.socket.connected) resolve(undefined);
    shopper.socket.once('disconnect', () => resolve(undefined));
  });
}

async function everyMessageAnswered(shopper: Shopper): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { entries } = await shopper.readAll();
    const said = entries.filter(({ kind }) => kind === 'customer').length;
    const answered = entries.filter(({ kind }) => kind === 'bot').length;
    if (answered >= said) return;
    if (Date.now() > deadline) throw new Error(`${said} messages, ${answered} answers`);
    await pause(100);
  }
}

/** Where the log ends: it has no gap when every seq up to there can be asked for and stays the same. */
async function seqsOf(shopper: Shopper): Promise<number> {
  return (await shopper.readAll()).upTo;
}

function check(journal: Journal, entries: TranscriptEntry[], upTo: number): void {
  const customer = entries.filter((entry) => entry.kind === 'customer');
  const bySeq = new Map(customer.map((entry) => [entry.seq, entry]));
  for (const [id, seq] of journal.acked) expect(bySeq.get(seq)?.clientMessageId).toBe(id);
  expect(new Set(customer.map(({ clientMessageId }) => clientMessageId)).size).toBe(customer.length);
  expect(customer.length).toBe(journal.tried.size);
  expect(entries.filter(({ kind }) => kind === 'bot').length).toBe(customer.length);
  const seqs = entries.map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((left, right) => left - right));
  expect(upTo).toBeGreaterThanOrEqual(seqs.at(-1) ?? 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
