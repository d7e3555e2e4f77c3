import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noRedis, type RedisServer, startRedis } from '../support/redis-server.js';
import { missing } from '../support/require-parts.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';

const OUTAGE_MS = process.env.CHAOS === 'full' ? 30_000 : 5_000;
const PATIENCE = { timeout: 60_000, interval: 100 };

describe.skipIf(missing(noRedis()))('a server whose Redis goes away', () => {
  let redis: RedisServer;
  let server: ServerProcess;
  let dataDir: string;
  beforeEach(async () => {
    redis = await startRedis({ isDurable: true });
    dataDir = newDataDir();
    server = await ServerProcess.start({ dataDir, env: { REDIS_URL: redis.url } });
  });
  afterEach(async () => {
    await server.stop();
    await redis.stop();
  });
  afterAll(removeDataDirs);

  /** The conversations that mails tell of. */
  const mailed = () => {
    const folder = join(dataDir, 'mail');
    const mails = existing(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    return mails.map((mail) => /conversation (\S+?)\.?\s/.exec(mail.replaceAll('=\r\n', ''))?.[1]);
  };

  it('goes on chatting, and sends the mails of that time once each when Redis is back', {
    timeout: 180_000,
  }, async () => {
    const before = await Shopper.arrive(server.address);
    await before.ask('I want to talk to a human');
    await vi.waitFor(() => expect(mailed()).toHaveLength(1), PATIENCE);

    await redis.kill();
    const during = await Shopper.arrive(server.address);
    expect(await during.ask('hello')).not.toEqual([]);
    expect(await during.ask('I want to talk to a human')).not.toEqual([]);
    expect(await before.say('are you there?')).toMatchObject({ ok: true });
    await pause(OUTAGE_MS);
    expect(mailed()).toHaveLength(1);
    await redis.revive();

    await vi.waitFor(() => expect(mailed()).toHaveLength(2), PATIENCE);
    const after = await Shopper.arrive(server.address);
    await after.ask('I want to talk to a human');
    await vi.waitFor(() => expect(mailed()).toHaveLength(3), PATIENCE);
    const shoppers = [before, during, after];
    expect(mailed().sort()).toEqual(shoppers.map(({ conversationId }) => conversationId).sort());
    for (const shopper of shoppers) shopper.leave();
  });
});

function existing(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.eml'));
  } catch {
    return [];
  }
}
