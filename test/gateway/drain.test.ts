import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { shopIdSchema } from '../../src/protocol/ids.js';
import { DEMO_SHOP_ID } from '../../src/shop/demo/generate-demo-shop.js';
import { FollowingShopper, visitorTokens } from '../support/following-shopper.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';

const SECRET = 'a secret of at least thirty-two characters';
const SETTINGS = { APP_SECRET: SECRET, MESSAGE_LIMIT: '1000000' };
const SHOPPERS = 40;

describe('a server told to stop under load', { timeout: 120_000 }, () => {
  const dataDir = newDataDir();
  afterAll(removeDataDirs);

  it('is no longer ready, sends its shoppers away, and ends well; nothing acknowledged is lost, nothing is doubled', async () => {
    const first = await ServerProcess.start({ dataDir, env: SETTINGS });
    const tokens = visitorTokens(SECRET, shopIdSchema.parse(DEMO_SHOP_ID), SHOPPERS);
    const shoppers = tokens.map((visitorToken) => new FollowingShopper(first.address, { visitorToken }));
    await expect.poll(() => shoppers.every(({ conversationId }) => conversationId), { timeout: 30_000 }).toBe(true);
    let moved = 0;
    for (const { socket } of shoppers) socket.once('moving', () => moved++);

    const journals = shoppers.map((): Map<string, number | undefined> => new Map());
    let isTalking = true;
    const talking = shoppers.map(async (shopper, index) => {
      while (isTalking) {
        const id = randomUUID();
        journals[index]?.set(id, undefined);
        journals[index]?.set(id, await shopper.insist('hello', id));
      }
    });
    expect(await statusOf(first, '/ready')).toBe(200);
    const stopping = first.stop('SIGTERM');
    await expect.poll(() => statusOf(first, '/ready'), { interval: 5 }).toBe(503);
    expect(await statusOf(first, '/health')).toBe(200);
    expect(await stopping).toBe(0);
    expect(moved).toBe(SHOPPERS);

    const second = await ServerProcess.start({ dataDir, port: first.port, env: SETTINGS });
    isTalking = false;
    await Promise.all(talking);
    for (const [index, shopper] of shoppers.entries()) {
      const journal = journals[index] ?? new Map();
      const said = () => shopper.entries.filter((entry) => entry.kind === 'customer');
      const answered = () => shopper.entries.filter(({ kind }) => kind === 'bot').length;
      await expect.poll(said, { timeout: 30_000 }).toHaveLength(journal.size);
      await expect.poll(answered, { timeout: 60_000 }).toBe(journal.size);
      expect(new Map(said().map(({ clientMessageId, seq }) => [clientMessageId, seq]))).toEqual(journal);
      shopper.leave();
    }
    expect(await second.stop('SIGTERM')).toBe(0);
  });
});

async function statusOf({ address }: ServerProcess, path: string): Promise<number | undefined> {
  return fetch(address + path).then(
    ({ status }) => status,
    () => undefined,
  );
}
