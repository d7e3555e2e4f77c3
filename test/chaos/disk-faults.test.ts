import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missing } from '../support/require-parts.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';
import { mountMemory, noLoopDisks, unmount } from './loop-disk.js';
import { interfere, noStrace } from './strace.js';

const AT_ONCE = 20;

const begun: ServerProcess[] = [];
const begin = async (options: Parameters<typeof ServerProcess.start>[0]) => {
  const server = await ServerProcess.start(options);
  begun.push(server);
  return server;
};
afterEach(async () => {
  for (const server of begun.splice(0)) await server.stop();
});
afterAll(removeDataDirs);

describe.skipIf(missing(noLoopDisks()))('a server whose disk is full', () => {
  let place: string;
  const ballast = () => join(place, 'ballast');
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'concierge-full-'));
    mountMemory(place, 96 * 1024 * 1024);
    mkdirSync(join(place, 'data'));
  });
  afterAll(() => {
    unmount(place);
    rmSync(place, { recursive: true, force: true });
  });

  it('15: ENOSPC on commit: no ack, says so, recovers by itself when there is room', { timeout: 240_000 }, async () => {
    const dataDir = join(place, 'data');
    // The first start imports the shop; a second one begins with a short log.
    await (await ServerProcess.start({ dataDir })).stop();
    const server = await begin({ dataDir, env: { MESSAGE_LIMIT: '10000' } });
    const shopper = await Shopper.arrive(server.address);
    await shopper.ask('hello');
    fill(ballast());

    const acked: string[] = [];
    const refused = await sayUntilRefused(shopper, acked);
    expect(refused.error).toMatchObject({ code: 'STORE_UNAVAILABLE', retryAfterMs: expect.any(Number) });
    expect(await ready(server)).toEqual({ status: 503, ready: false });
    expect((await fetch(`${server.address}/health`)).status).toBe(200);

    rmSync(ballast());
    await expect.poll(() => ready(server), { timeout: 10_000 }).toEqual({ status: 200, ready: true });
    const again = await shopper.say(refused.text, undefined, refused.id);
    expect(again.ok).toBe(true);
    const { entries } = await shopper.readAll();
    const ids = entries.flatMap((entry) => (entry.kind === 'customer' ? [entry.clientMessageId] : []));
    expect(ids.filter((id) => id === refused.id)).toHaveLength(1);
    for (const id of acked) expect(ids.filter((one) => one === id)).toHaveLength(1);
    shopper.leave();
    expect(await server.stop()).toBe(0);
  });
});

describe.skipIf(missing(noStrace()))('a server whose disk fails', () => {
  it('16: EIO on fsync: stops acking and ends with an error; the next process has all that was acked', {
    timeout: 240_000,
  }, async () => {
    const dataDir = newDataDir();
    const server = await begin({ dataDir });
    const { port } = server;
    const shopper = await Shopper.arrive(server.address);
    await shopper.ask('hello');
    const kept = randomUUID();
    expect((await shopper.say('thanks', undefined, kept)).ok).toBe(true);
    const detach = await interfere(server.pid, 'fsync,fdatasync:error=EIO');
    const lost = randomUUID();
    const cut = new Promise<undefined>((resolve) => shopper.socket.once('disconnect', () => resolve(undefined)));
    const answer = await Promise.race([shopper.say('are you there', undefined, lost).catch(() => undefined), cut]);
    expect(answer?.ok ?? false).toBe(false);
    await expect.poll(() => isUp(server), { timeout: 30_000 }).toBe(false);
    expect(await server.stop()).toBe(1);
    await detach();

    await begin({ dataDir, port });
    const back = await Shopper.arrive(server.address, { visitorToken: shopper.visitorToken });
    expect((await back.say('are you there', undefined, lost)).ok).toBe(true);
    const { entries } = await back.readAll();
    const ids = entries.flatMap((entry) => (entry.kind === 'customer' ? [entry.clientMessageId] : []));
    expect(ids.filter((id) => id === kept)).toHaveLength(1);
    expect(ids.filter((id) => id === lost)).toHaveLength(1);
    back.leave();
  });
});

type Refused = { id: string; text: string; error: unknown };

/** Some room is left in what the log had taken before. */
async function sayUntilRefused(shopper: Shopper, acked: string[]): Promise<Refused> {
  for (let round = 0; round < 20; round++) {
    const said = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => sayMuch(shopper, index)));
    acked.push(...said.filter(({ error }) => error === undefined).map(({ id }) => id));
    const refused = said.find(({ error }) => error !== undefined);
    if (refused !== undefined) return refused;
  }
  throw new Error('the disk is full, and every message was acked');
}

async function sayMuch(shopper: Shopper, index: number): Promise<Refused> {
  const id = randomUUID();
  const text = `${'where is my order '.repeat(200)}${index}`;
  const said = await shopper.say(text, undefined, id);
  return { id, text, error: said.ok ? undefined : said.error };
}

async function ready({ address }: ServerProcess): Promise<{ status: number; ready: boolean }> {
  const response = await fetch(`${address}/ready`);
  const { ready } = (await response.json()) as { ready: boolean };
  return { status: response.status, ready };
}

/** Writes until there is no room for another page. */
function fill(path: string): void {
  for (const size of [1024 * 1024, 4096, 1]) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(size));
    } catch {
      // No room for one of this size.
    }
  }
}

function isUp({ address }: ServerProcess): Promise<boolean> {
  return fetch(`${address}/health`).then(
    () => true,
    () => false,
  );
}
