import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../src/clock.js';
import type { ConversationLog } from '../../../src/conversation/log/conversation-log.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import {
  clientMessageIdSchema,
  conversationIdSchema,
  shopIdSchema,
  visitorIdSchema,
} from '../../../src/protocol/ids.js';
import { openMongoStores } from '../../../src/storage/mongo/mongo-stores.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

const shop = shopIdSchema.parse('shop');
const conversation = conversationIdSchema.parse('c');
const started = { kind: 'started', channel: 'widget', visitorId: visitorIdSchema.parse('v'), language: 'en' } as const;

function receive(log: ConversationLog, id: string) {
  const clientMessageId = clientMessageIdSchema.parse(id);
  const event = { kind: 'customer-said' as const, clientMessageId, text: id, redacted: [] };
  return log.receive(shop, conversation, { clientMessageId, fingerprint: id, event }, 1);
}

const open = (url: string) =>
  openMongoStores({ url, cipher: plainCipher, clock: systemClock, log: createLog('silent') });

describe.skipIf(missing(noMongo()))('the stores in MongoDB', () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  /** The database itself, behind the back of the stores. */
  async function behind<T>(url: string, work: (connection: mongoose.Connection) => Promise<T>): Promise<T> {
    const connection = await mongoose.createConnection(url).asPromise();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  it('leave a database alone that a newer version wrote', async () => {
    const { url, close } = await openMongoDatabase(server);
    await close();
    await behind(url, (connection) => connection.collection<{ _id: number }>('schema_versions').insertOne({ _id: 99 }));
    await expect(open(url)).rejects.toMatchObject({
      code: 'STORE_UNREADABLE',
      details: [expect.stringContaining('version 99')],
    });
  });

  it('make an index that is gone again, and refuse one that differs', async () => {
    const { url, close } = await openMongoDatabase(server);
    await close();
    const name = 'shopId_1_conversationId_1_seq_1';
    await behind(url, (connection) => connection.collection('commits').dropIndex(name));
    await (await open(url)).close();
    await behind(url, async (connection) => {
      const commits = connection.collection('commits');
      expect((await commits.indexes()).find((index) => index.name === name)).toMatchObject({ unique: true });
      await commits.dropIndex(name);
      await commits.createIndex({ shopId: 1, conversationId: 1, seq: 1 });
    });
    await expect(open(url)).rejects.toMatchObject({
      code: 'STORE_UNREADABLE',
      details: [expect.stringContaining('commits')],
    });
  });

  it('refuse a database with two commits of the same seq', async () => {
    const { url, close } = await openMongoDatabase(server);
    await close();
    await behind(url, async (connection) => {
      const commits = connection.collection('commits');
      await commits.dropIndex('shopId_1_conversationId_1_seq_1');
      const place = { shopId: 'shop', conversationId: 'c', seq: 1 };
      await commits.insertMany([{ ...place }, { ...place }]);
    });
    await expect(open(url)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  });

  it('say so when no server answers, and keep the password to themselves', async () => {
    const error = await open('mongodb://shop:open-sesame@127.0.0.1:1/x').catch((fault: unknown) => fault);
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', details: [expect.stringContaining('MONGO_URL')] });
    expect(JSON.stringify(error)).not.toContain('open-sesame');
    const garbled = await open('mongodb://shop:open-sesame@').catch((fault: unknown) => fault);
    expect(garbled).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(JSON.stringify(garbled)).not.toContain('open-sesame');
  });

  it.each(['{"$ne":null}', '{"$gt":""}', '{"$regex":".*"}', '{"$nin":[]}', '["c"]', 'null'])(
    'find nothing by %s in the place of an id',
    async (json) => {
      const { stores, close } = await openMongoDatabase(server);
      const { conversations, shops, agents, orderDesk, outbox } = stores;
      await conversations.start(shop, conversation, started, 1);
      await receive(conversations, 'm1');
      const odd = JSON.parse(json);
      const asked: [string, () => Promise<unknown>][] = [
        ['read', () => conversations.read(shop, odd, 0)],
        ['read of a shop', () => conversations.read(odd, conversation, 0)],
        ['read after', () => conversations.read(shop, conversation, odd ?? {})],
        ['head', () => conversations.headOf(shop, odd)],
        ['newest', () => conversations.newestOf(shop, odd)],
        ['list', () => conversations.list(odd, { limit: 10 })],
        ['list of holders', () => conversations.list(shop, { holders: [odd], limit: 10 })],
        ['agent', () => agents.byId(shop, odd)],
        ['shop', () => shops.shop(odd)],
        ['result', () => orderDesk.resultOf(shop, odd)],
      ];
      for (const [what, ask] of asked) {
        const answer = await ask().catch((fault: unknown) => fault);
        const isNothing = answer === undefined || (Array.isArray(answer) && answer.length === 0);
        if (!isNothing) expect(answer, what).toMatchObject({ code: 'BAD_INPUT' });
      }
      const appended = await conversations
        .append(shop, odd, 2, [{ kind: 'question-closed' }], { at: 1 })
        .catch(({ code }: { code: string }) => ({ kind: code }));
      expect(['BAD_INPUT', 'stale']).toContain(appended.kind);
      await outbox.markSent([odd]).catch(() => undefined);
      expect(await conversations.read(shop, conversation, 0)).toHaveLength(2);
      expect(await conversations.owedTurns()).toHaveLength(1);
      await close();
    },
  );

  it('keep a conversation apart from the prototype of everything', async () => {
    const { stores, close } = await openMongoDatabase(server);
    const odd = conversationIdSchema.parse('__proto__');
    await stores.conversations.start(shop, odd, started, 1);
    expect(await stores.conversations.read(shop, odd, 0)).toHaveLength(1);
    expect((await stores.conversations.list(shop, { limit: 10 })).map(({ conversationId }) => conversationId)).toEqual([
      odd,
    ]);
    await close();
  });

  it('tell damage from nothing: an event that is missing, a payload that is no event', async () => {
    const { url, stores, close } = await openMongoDatabase(server);
    const { conversations } = stores;
    await conversations.start(shop, conversation, started, 1);
    for (const id of ['m1', 'm2', 'm3']) await receive(conversations, id);
    await behind(url, (connection) => connection.collection('commits').deleteOne({ seq: 3 }));
    await expect(conversations.read(shop, conversation, 0)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    const change = { $set: { payloads: ['{"kind":"nonsense"}'] } };
    await behind(url, (connection) => connection.collection('commits').updateOne({ seq: 4 }, change));
    await expect(conversations.read(shop, conversation, 3)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    await close();
  });
});

describe.skipIf(missing(noMongo())).each([
  { name: 'a replica set', isStandalone: false },
  { name: 'a server without one', isStandalone: true },
])('the stores on $name that goes away', ({ isStandalone }) => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo({ isStandalone });
  });
  afterAll(() => server.stop());

  it('ack nothing meanwhile, have all they acked, and go on when it is back', { timeout: 60_000 }, async () => {
    const { stores, close } = await openMongoDatabase(server);
    const { conversations } = stores;
    await conversations.start(shop, conversation, started, 1);
    const acked: string[] = [];
    let isOver = false;
    const writer = async (name: number) => {
      for (let count = 0; !isOver; count++) {
        const received = await receive(conversations, `m${name}-${count}`).catch((fault: unknown) => fault);
        if (received instanceof Error)
          expect(received).toMatchObject({ code: 'STORE_UNAVAILABLE', retryAfterMs: 1000 });
        else acked.push(`m${name}-${count}`);
      }
    };
    const writers = Promise.all([0, 1, 2, 3].map(writer));
    await vi.waitFor(() => expect(acked.length).toBeGreaterThan(20), { timeout: 20_000 });
    await server.kill();
    await expect(receive(conversations, 'nobody-there')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(stores.canSave()).toBe(false);
    const ackedBefore = acked.length;
    await server.restart();
    await vi.waitFor(() => expect(acked.length).toBeGreaterThan(ackedBefore + 20), { timeout: 20_000 });
    isOver = true;
    await writers;
    expect(stores.canSave()).toBe(true);
    const events = await conversations.read(shop, conversation, 0);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const said = events.flatMap(({ event }) => (event.kind === 'customer-said' ? [event.clientMessageId] : []));
    expect(new Set(said).size).toBe(said.length);
    expect(said).toEqual(expect.arrayContaining(acked));
    expect(await conversations.owedTurns()).toHaveLength(said.length);
    await close();
  });
});
