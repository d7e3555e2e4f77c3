import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Result, Said } from '../../src/protocol/chat-events.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { newVisitor, Shopper } from '../support/shopper.js';
import { checkAnswers, checkHistory, type Reader } from './checker.js';
import { Clock, Journal } from './journal.js';
import { readStore } from './read-store.js';
import { toEntry } from './stubborn-client.js';

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

describe('kill -9 at random points of several conversations', () => {
  afterAll(removeDataDirs);

  it(`loses nothing acknowledged, doubles nothing, leaves no gap and answers every message once, over ${KILLS} kills`, async () => {
    const dataDir = newDataDir();
    let server = await ServerProcess.start({ dataDir });
    const { port } = server;
    const clock = new Clock();
    const people: Person[] = [];
    for (let index = 0; index < SHOPPERS; index++) {
      const { visitorToken } = await newVisitor(server.address);
      people.push({ visitorToken, journal: new Journal(`shopper ${index}`, clock), texts: new Map() });
    }

    for (let kill = 0; kill < KILLS; kill++) {
      const talking = people.map((person) => talk(server.address, person, kill));
      await pause(Math.random() * 120);
      await server.stop('SIGKILL');
      await Promise.all(talking);
      server = await ServerProcess.start({ dataDir, port });
    }

    const shoppers: Shopper[] = [];
    for (const { visitorToken, journal, texts } of people) {
      const shopper = await Shopper.arrive(server.address, { visitorToken });
      // Whatever was not acknowledged is sent again with its id, as the widget's outbox does.
      for (const { message } of journal.unknown()) {
        journal.acked(message, await insist(() => shopper.say(texts.get(message) ?? '', undefined, message)));
      }
      await everyMessageAnswered(shopper);
      shoppers.push(shopper);
    }
    const readers = await Promise.all(shoppers.map(readerOf));
    for (const shopper of shoppers) shopper.leave();
    await server.stop();

    const { visible, whole } = await readStore(
      dataDir,
      shoppers.map(({ conversationId }) => conversationId),
    );
    const calls = people.flatMap(({ journal }) => journal.calls());
    expect(checkHistory({ calls, readers: [...readers, ...visible] })).toEqual([]);
    expect(checkHistory({ calls, readers: whole })).toEqual([]);
    expect(whole.flatMap(checkAnswers)).toEqual([]);
  }, 600_000);
});

type Person = { visitorToken: string; journal: Journal; texts: Map<string, string> };

/** Sends until the connection is gone. */
async function talk(address: string, { visitorToken, journal, texts }: Person, round: number): Promise<void> {
  try {
    const shopper = await Shopper.arrive(address, { visitorToken });
    for (let index = 0; index < 5; index++) {
      const id = randomUUID();
      const text = `${LINES[(round + index) % LINES.length]}`;
      texts.set(id, text);
      journal.invoked(shopper.conversationId, id);
      const said = await Promise.race([shopper.say(text, undefined, id), gone(shopper)]);
      if (said === undefined) return;
      if (said.ok) journal.acked(id, said.value.seq);
      else if (said.error.code === 'TOO_MANY_REQUESTS') journal.refused(id);
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

async function readerOf(shopper: Shopper): Promise<Reader> {
  const { upTo, entries } = await shopper.readAll();
  return { name: 'a shopper', conversation: shopper.conversationId, upTo, entries: entries.map(toEntry) };
}
