import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { conversationIdSchema, shopIdSchema } from '../../../src/protocol/ids.js';
import type { MongoStores } from '../../../src/storage/mongo/mongo-stores.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

const shop = shopIdSchema.parse('shop');
const conversation = conversationIdSchema.parse('c');

describe.skipIf(missing(noMongo()))('turn leases in MongoDB', () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  async function twoProcesses(): Promise<{ one: MongoStores; other: MongoStores; close(): Promise<void> }> {
    const first = await openMongoDatabase(server);
    const second = await openMongoDatabase(server, { url: first.url });
    const close = async () => {
      await first.close();
      await second.close();
    };
    return { one: first.stores, other: second.stores, close };
  }

  it('gives a lease to one process at a time, and to the next once it is released', async () => {
    const { one, other, close } = await twoProcesses();
    const lease = await one.turnLeases.take(shop, conversation);
    expect(lease).toBeDefined();
    expect(await other.turnLeases.take(shop, conversation)).toBeUndefined();
    expect(await one.turnLeases.take(shop, conversation)).toBeUndefined();
    expect(await other.turnLeases.take(shop, conversationIdSchema.parse('another'))).toBeDefined();
    expect(await other.turnLeases.take(shopIdSchema.parse('another'), conversation)).toBeDefined();
    await lease?.release();
    expect(await other.turnLeases.take(shop, conversation)).toBeDefined();
    await close();
  });

  it('gives it to one of many who ask at the same moment', async () => {
    const { one, other, close } = await twoProcesses();
    const asked = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).turnLeases.take(shop, conversation),
    );
    expect((await Promise.all(asked)).filter((lease) => lease !== undefined)).toHaveLength(1);
    await close();
  });

  it('keeps it for as long as its process is there, and not much longer', { timeout: 40_000 }, async () => {
    const { one, other, close } = await twoProcesses();
    await one.turnLeases.take(shop, conversation);
    await new Promise((resolve) => setTimeout(resolve, 7000));
    expect(await other.turnLeases.take(shop, conversation)).toBeUndefined();
    // Closed without a release, as a process that was killed leaves it.
    await one.close();
    await vi.waitFor(async () => expect(await other.turnLeases.take(shop, conversation)).toBeDefined(), {
      timeout: 20_000,
      interval: 100,
    });
    await close();
  });

  it('does not take away with an old release what another has by now', { timeout: 40_000 }, async () => {
    const { one, other, close } = await twoProcesses();
    const old = await one.turnLeases.take(shop, conversation);
    await old?.release();
    expect(await other.turnLeases.take(shop, conversation)).toBeDefined();
    await old?.release();
    expect(await one.turnLeases.take(shop, conversation)).toBeUndefined();
    await close();
  });
});
