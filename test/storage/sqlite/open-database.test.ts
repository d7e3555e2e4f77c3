import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.js';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../../src/protocol/ids.js';
import { openDatabase } from '../../../src/storage/sqlite/open-database.js';
import { openSqliteFolder, temporaryFolder } from './sqlite-folder.js';

const log = createLog('silent');
const shop = shopIdSchema.parse('shop');
const started = { kind: 'started', channel: 'widget', visitorId: visitorIdSchema.parse('v'), language: 'en' } as const;

/** The database of a store with some conversations in it, closed in good order. */
async function usedDatabase(): Promise<Buffer> {
  const folder = openSqliteFolder();
  const ids = Array.from({ length: 300 }, (_, index) => conversationIdSchema.parse(`conversation-${index}`));
  await Promise.all(ids.map((id) => folder.stores.conversations.start(shop, id, started, 1)));
  await folder.stores.close();
  const bytes = readFileSync(join(folder.dataDir, 'concierge.db'));
  await folder.close();
  return bytes;
}

/** A folder whose database holds these bytes. */
function folderWith(bytes: Uint8Array) {
  const folder = temporaryFolder();
  const path = join(folder.dataDir, 'concierge.db');
  writeFileSync(path, bytes);
  return { ...folder, path };
}

describe('opening the database', () => {
  it('syncs at every commit, keeps references and logs ahead', () => {
    const { dataDir, remove } = temporaryFolder();
    const { db, close } = openDatabase(dataDir, log);
    const value = (name: string) => db.prepare(`SELECT * FROM pragma_${name}`).raw().get();
    expect(value('journal_mode')).toEqual(['wal']);
    expect(value('synchronous')).toEqual([2]);
    expect(value('foreign_keys')).toEqual([1]);
    close();
    remove();
  });

  it('makes the folder where there is none', () => {
    const { dataDir, remove } = temporaryFolder();
    openDatabase(join(dataDir, 'deep', 'er'), log).close();
    expect(readdirSync(join(dataDir, 'deep', 'er'))).toContain('concierge.db');
    remove();
  });

  it('lets one opener have the folder, and the next once it is closed', () => {
    const { dataDir, remove } = temporaryFolder();
    const first = openDatabase(dataDir, log);
    expect(() => openDatabase(dataDir, log)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
    first.close();
    openDatabase(dataDir, log).close();
    remove();
  });

  it('bears being closed twice', () => {
    const { dataDir, remove } = temporaryFolder();
    const { close } = openDatabase(dataDir, log);
    close();
    expect(close).not.toThrow();
    remove();
  });

  it('says that nothing can be saved where the file cannot be opened', () => {
    const { dataDir, remove } = temporaryFolder();
    openDatabase(join(dataDir, 'concierge.db'), log).close();
    expect(() => openDatabase(dataDir, log)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^STORE_/) }),
    );
    remove();
  });

  const damages: [string, (bytes: Buffer, path: string) => void][] = [
    ['is not a database at all', (_bytes, path) => writeFileSync(path, 'hello '.repeat(2000))],
    ['is a few letters', (_bytes, path) => writeFileSync(path, 'hello')],
    ['is shorter than a page', (_bytes, path) => truncateSync(path, 300)],
    ['lost its second half', (bytes, path) => truncateSync(path, bytes.length / 2)],
    ['lost its first page', (bytes, path) => writeFileSync(path, bytes.fill(0, 0, 4096))],
    ['has a page of zeros in the middle', (bytes, path) => writeFileSync(path, bytes.fill(0, 8 * 4096, 9 * 4096))],
    ['has a page of noise in the middle', (bytes, path) => writeFileSync(path, bytes.fill(0x5a, 8 * 4096, 9 * 4096))],
  ];

  it.each(damages)('refuses a file that %s, and leaves it as it is', async (_title, damage) => {
    const bytes = await usedDatabase();
    expect(bytes.length).toBeGreaterThan(10 * 4096);
    const { dataDir, path, remove } = folderWith(bytes);
    damage(Buffer.from(bytes), path);
    const before = readFileSync(path);
    expect(() => openDatabase(dataDir, log)).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
    expect(readFileSync(path).equals(before)).toBe(true);
    remove();
  });

  it('opens a file that is whole, from wherever it was copied', async () => {
    const { dataDir, remove } = folderWith(await usedDatabase());
    const { stores, close } = openSqliteFolder({ dataDir });
    expect(await stores.conversations.list(shop, { limit: 1000 })).toHaveLength(300);
    await close();
    remove();
  });

  it('has everything when it was not closed but copied with its log', async () => {
    const folder = openSqliteFolder();
    const id = conversationIdSchema.parse('c');
    await folder.stores.conversations.start(shop, id, started, 1);
    const copy = temporaryFolder();
    for (const name of ['concierge.db', 'concierge.db-wal']) {
      copyFileSync(join(folder.dataDir, name), join(copy.dataDir, name));
    }
    const { stores, close } = openSqliteFolder({ dataDir: copy.dataDir });
    expect(await stores.conversations.read(shop, id, 0)).toHaveLength(1);
    await close();
    copy.remove();
    await folder.close();
  });

  it('names the event that cannot be read instead of leaving it out', async () => {
    const { dataDir, path, remove } = folderWith(await usedDatabase());
    const db = new Database(path);
    db.exec(`UPDATE events SET payload = '{"kind":"star' WHERE conversation = 1`);
    db.close();
    const { stores, close } = openSqliteFolder({ dataDir });
    const id = conversationIdSchema.parse('conversation-0');
    await expect(stores.conversations.read(shop, id, 0)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    await close();
    remove();
  });
});
