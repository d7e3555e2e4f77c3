import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, vi } from 'vitest';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../../src/protocol/ids.js';
import type { SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { messageSearchContract } from '../../contract/message-search-contract.js';
import { openSqliteFolder } from './sqlite-folder.js';

messageSearchContract('SQLite', async () => {
  const { stores, reopen, close } = openSqliteFolder();
  return { conversations: stores.conversations, search: stores.search, reopen, close };
});

const shop = shopIdSchema.parse('shop');
const id = conversationIdSchema.parse('c');
const started = { kind: 'started', channel: 'widget', visitorId: visitorIdSchema.parse('v'), language: 'en' } as const;
const says = (text: string): ConversationEvent => ({ kind: 'bot-said', blocks: [{ kind: 'text', text }], answers: [] });

async function say({ conversations }: SqliteStores, texts: string[], conversationId = id): Promise<void> {
  await conversations.start(shop, conversationId, started, 1);
  const { length } = await conversations.read(shop, conversationId, 0);
  await conversations.append(shop, conversationId, length, texts.map(says), { at: 2 });
}

const found = async ({ search }: SqliteStores, query: string) =>
  (await search.search(shop, query, { limit: 1000 })).map(({ seq }) => seq);

describe('the SQLite message search', () => {
  it.each([
    ['is no database', (path: string) => writeFileSync(path, 'rubbish '.repeat(1000))],
    ['lost its pages', (path: string) => writeFileSync(path, readFileSync(path).fill(0, 4096))],
  ])('builds an index again whose file %s, and the store opens', async (_what, damage) => {
    const folder = openSqliteFolder();
    await say(folder.stores, ['the lantern shines']);
    await folder.stores.search.catchUp();
    await folder.stores.close();
    damage(join(folder.dataDir, 'search.db'));
    const stores = await folder.reopen();
    await stores.search.catchUp();
    expect(await found(stores, 'lantern')).toEqual([2]);
    await folder.close();
  });

  it('builds an index again that turns out to be damaged while it is used', async () => {
    const folder = openSqliteFolder();
    await say(
      folder.stores,
      Array.from({ length: 400 }, (_, index) => `lantern number ${index} of many`),
    );
    await folder.stores.search.catchUp();
    await folder.stores.close();
    const path = join(folder.dataDir, 'search.db');
    const db = new Database(path);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const pages = db
      .prepare("SELECT DISTINCT pageno FROM dbstat WHERE name = 'messages' AND pageno > 1")
      .raw()
      .all()
      .flat();
    db.close();
    const bytes = readFileSync(path);
    for (const page of pages) bytes.fill(0x5a, (Number(page) - 1) * 4096, Number(page) * 4096);
    writeFileSync(path, bytes);
    const stores = await folder.reopen();
    await expect(found(stores, 'lantern')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect.poll(() => found(stores, 'lantern'), { timeout: 15_000 }).toHaveLength(400);
    await folder.close();
  });

  it('starts over when the machine stopped while it was open, and not after a mere crash of the process', async () => {
    const folder = openSqliteFolder();
    await say(folder.stores, ['the lantern shines']);
    await folder.stores.search.catchUp();
    await folder.stores.close();
    /** As if it had been open in a run of the machine that began then, and had lost what it held. */
    const lose = (boot: number) => {
      const db = new Database(join(folder.dataDir, 'search.db'));
      db.exec(`INSERT OR REPLACE INTO open_since VALUES (1, ${boot}); DELETE FROM said; DELETE FROM messages`);
      db.close();
    };
    lose(Math.round((Date.now() / 1000 - uptime()) / 60));
    const same = await folder.reopen();
    await same.search.catchUp();
    expect(await found(same, 'lantern')).toEqual([]);
    await same.close();
    lose(1);
    const later = await folder.reopen();
    await later.search.catchUp();
    expect(await found(later, 'lantern')).toEqual([2]);
    await folder.close();
  });

  it('starts over when the store beside it is another, as after a backup was restored', async () => {
    const folder = openSqliteFolder();
    await say(folder.stores, ['the lantern shines', 'another lantern', 'a third lantern']);
    await folder.stores.search.catchUp();
    await folder.stores.close();
    const db = new Database(join(folder.dataDir, 'concierge.db'));
    db.exec('DELETE FROM events WHERE seq > 2; UPDATE conversations SET seq = 2');
    db.close();
    const stores = await folder.reopen();
    await say(stores, ['some boots']);
    await stores.search.catchUp();
    expect(await found(stores, 'boots')).toEqual([3]);
    expect(await found(stores, 'lantern')).toEqual([2]);
    await folder.close();
  });

  it('finds what got the row of a removed message', async () => {
    const folder = openSqliteFolder();
    await say(folder.stores, ['the lantern shines']);
    const gone = conversationIdSchema.parse('gone');
    await say(folder.stores, ['the last lantern'], gone);
    await folder.stores.search.catchUp();
    const db = new Database(join(folder.dataDir, 'concierge.db'));
    db.exec('DELETE FROM events WHERE conversation = 2; DELETE FROM conversations WHERE id = 2');
    db.close();
    await folder.stores.search.erase(shop, gone);
    await say(folder.stores, ['some boots']);
    await folder.stores.search.catchUp();
    expect(await found(folder.stores, 'boots')).toEqual([3]);
    await folder.close();
  });

  it('leaves nothing of an erased conversation in any file of the index', async () => {
    const folder = openSqliteFolder();
    await say(
      folder.stores,
      Array.from({ length: 300 }, (_, index) => `canary${index} lantern`),
    );
    await say(folder.stores, ['a kept lantern'], conversationIdSchema.parse('kept'));
    await folder.stores.search.catchUp();
    const residue = () =>
      readdirSync(folder.dataDir)
        .filter((name) => name.startsWith('search.db'))
        .map((name) => readFileSync(join(folder.dataDir, name), 'latin1'))
        .join('');
    expect(residue()).toContain('canary');
    await folder.stores.search.erase(shop, id);
    expect(residue()).not.toMatch(/anary/);
    expect(await found(folder.stores, 'kept')).toEqual([2]);
    await folder.close();
  });

  it('does not show what the log has erased, and fills the page with what is left', async () => {
    const folder = openSqliteFolder();
    await say(folder.stores, ['lantern one', 'lantern two', 'lantern three', 'lantern four']);
    await folder.stores.search.catchUp();
    const db = new Database(join(folder.dataDir, 'concierge.db'));
    db.exec(`UPDATE events SET payload = '{"kind":"erased","was":"bot-said"}' WHERE seq IN (3, 4, 5)`);
    db.close();
    const hits = await folder.stores.search.search(shop, 'lantern', { limit: 1 });
    expect(hits.map(({ seq }) => seq)).toEqual([2]);
    await folder.close();
  });

  it('takes in a long log in the background without holding up writers for long', async () => {
    const folder = openSqliteFolder();
    await say(
      folder.stores,
      Array.from({ length: 2000 }, (_, index) => `lantern number ${index}`),
    );
    folder.stores.search.add(shop, id, []);
    await vi.waitFor(async () => expect(await found(folder.stores, 'lantern 1999')).toHaveLength(1), {
      timeout: 15_000,
    });
    expect((await found(folder.stores, 'lantern')).length).toBe(1000);
    await folder.close();
  });
});
