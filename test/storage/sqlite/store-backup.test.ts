import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../../src/protocol/ids.js';
import { backUpStore } from '../../../src/storage/sqlite/back-up-store.js';
import { restoreStore } from '../../../src/storage/sqlite/restore-store.js';
import type { SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { surveyStore } from '../../../src/storage/sqlite/survey-store.js';
import { openSqliteFolder, type SqliteFolder, temporaryFolder } from './sqlite-folder.js';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const shop = shopIdSchema.parse('shop');
const id = conversationIdSchema.parse('c');
const started = { kind: 'started', channel: 'widget', visitorId: visitorIdSchema.parse('v'), language: 'en' } as const;
const says = (text: string): ConversationEvent => ({ kind: 'bot-said', blocks: [{ kind: 'text', text }], answers: [] });

async function say({ conversations }: SqliteStores, count: number): Promise<void> {
  await conversations.start(shop, id, started, 1);
  const { length } = await conversations.read(shop, id, 0);
  for (let seq = length; seq < length + count; seq++)
    await conversations.append(shop, id, seq, [says(`lantern ${seq}`)], { at: seq });
}

const lengthOf = async ({ conversations }: SqliteStores) => (await conversations.read(shop, id, 0)).length;

describe('backing up and restoring the store', () => {
  let folder: SqliteFolder;
  let elsewhere: ReturnType<typeof temporaryFolder>;
  let file: string;

  beforeEach(async () => {
    folder = openSqliteFolder();
    elsewhere = temporaryFolder();
    file = join(elsewhere.dataDir, 'backup.db');
    await say(folder.stores, 10);
  });
  afterEach(async () => {
    await folder.close();
    elsewhere.remove();
  });

  it('saves what is committed while the store is open and written to', async () => {
    const writing = say(folder.stores, 200);
    const report = backUpStore(folder.dataDir, file);
    expect(report).toMatchObject({ conversations: 1, events: 11, found: [] });
    await writing;
    expect(readdirSync(elsewhere.dataDir)).toEqual(['backup.db']);
  });

  it('brings back the moment of the backup, keeps the store that was there, and its search follows', async () => {
    backUpStore(folder.dataDir, file);
    await say(folder.stores, 5);
    await folder.stores.search.catchUp();
    await folder.stores.close();
    const { report, kept } = restoreStore(folder.dataDir, file, NOW);
    expect(report.events).toBe(11);
    expect(kept).toBe(join(folder.dataDir, 'concierge.db.before-restore-2026-01-02T030405.000Z'));
    const stores = await folder.reopen();
    expect(await lengthOf(stores)).toBe(11);
    await say(stores, 1);
    await stores.search.catchUp();
    expect(await stores.search.search(shop, 'lantern', { limit: 100 })).toHaveLength(11);
    await stores.close();

    mkdirSync(join(elsewhere.dataDir, 'old'));
    renameSync(kept ?? '', join(elsewhere.dataDir, 'old', 'concierge.db'));
    const old = openSqliteFolder({ dataDir: join(elsewhere.dataDir, 'old') });
    expect(await lengthOf(old.stores)).toBe(16);
    await old.close();
    await folder.reopen();
  });

  it('restores over a store that was killed, together with its log, and over none', async () => {
    backUpStore(folder.dataDir, file);
    await say(folder.stores, 5);
    for (const end of ['', '-wal']) {
      writeFileSync(
        join(elsewhere.dataDir, `concierge.db${end}`),
        readFileSync(join(folder.dataDir, `concierge.db${end}`)),
      );
    }
    const { kept } = restoreStore(elsewhere.dataDir, file, NOW);
    expect(existsSync(`${kept}-wal`)).toBe(true);
    const restored = openSqliteFolder({ dataDir: elsewhere.dataDir });
    expect(await lengthOf(restored.stores)).toBe(11);
    await restored.close();
    expect(restoreStore(join(elsewhere.dataDir, 'new'), file, NOW).kept).toBeUndefined();
  });

  it.each([
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['is no database', () => Buffer.from('hello '.repeat(2000))],
    [
      'holds a changed message',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('lantern 7', 'lantern 8'), 'latin1'),
    ],
    ['is empty', () => Buffer.alloc(0)],
  ])('refuses a backup that %s, and leaves the store as it is', async (_what, damage) => {
    backUpStore(folder.dataDir, file);
    writeFileSync(file, damage(readFileSync(file)));
    await folder.stores.close();
    const before = readFileSync(join(folder.dataDir, 'concierge.db'));
    expect(() => restoreStore(folder.dataDir, file, NOW)).toThrow(
      expect.objectContaining({ code: 'STORE_UNREADABLE' }),
    );
    expect(readFileSync(join(folder.dataDir, 'concierge.db')).equals(before)).toBe(true);
    expect(await lengthOf(await folder.reopen())).toBe(11);
  });

  it('does not restore under a process that has the store open', () => {
    backUpStore(folder.dataDir, file);
    expect(() => restoreStore(folder.dataDir, file, NOW)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
  });

  it('does not write over a file, and says when there is nothing to save or restore', () => {
    writeFileSync(file, 'mine');
    expect(() => backUpStore(folder.dataDir, file)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(() => backUpStore(elsewhere.dataDir, `${file}.2`)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => restoreStore(elsewhere.dataDir, `${file}.3`, NOW)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });

  it.each([
    ['before the old log was moved', ['']],
    ['when the old log had been moved', ['-wal']],
    ['when the old store had been moved', ['-wal', '']],
  ])('does not open a store whose restore ended %s, and finishes it when run again', async (_when, moved) => {
    backUpStore(folder.dataDir, file);
    await say(folder.stores, 5);
    const dataDir = join(elsewhere.dataDir, 'half');
    mkdirSync(dataDir);
    for (const end of ['', '-wal']) {
      writeFileSync(join(dataDir, `concierge.db${end}`), readFileSync(join(folder.dataDir, `concierge.db${end}`)));
    }
    const old = join(dataDir, 'concierge.db.before-restore-then');
    writeFileSync(join(dataDir, 'concierge.restoring'), JSON.stringify({ old: basename(old) }));
    if (moved.length > 1 || moved[0] !== '') {
      for (const end of moved) renameSync(join(dataDir, `concierge.db${end}`), `${old}${end}`);
    }
    expect(() => openSqliteFolder({ dataDir })).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
    expect(restoreStore(dataDir, file, NOW).kept).toBe(old);
    const half = openSqliteFolder({ dataDir });
    expect(await lengthOf(half.stores)).toBe(11);
    await half.close();
    expect(existsSync(`${old}-wal`)).toBe(true);
  });
});

describe('checking the store', () => {
  let folder: SqliteFolder;
  beforeEach(async () => {
    folder = openSqliteFolder();
    await say(folder.stores, 10);
  });
  afterEach(() => folder.close());

  it('reads all of it beside the process that has it open', () => {
    expect(surveyStore(folder.dataDir)).toEqual({
      version: expect.any(Number),
      conversations: 1,
      events: 11,
      found: [],
    });
  });

  it('leaves a store that was killed as it was, log and all', async () => {
    const copy = temporaryFolder();
    for (const end of ['', '-wal']) {
      writeFileSync(join(copy.dataDir, `concierge.db${end}`), readFileSync(join(folder.dataDir, `concierge.db${end}`)));
    }
    const wal = readFileSync(join(copy.dataDir, 'concierge.db-wal'));
    expect(surveyStore(copy.dataDir).events).toBe(11);
    expect(readFileSync(join(copy.dataDir, 'concierge.db-wal')).equals(wal)).toBe(true);
    copy.remove();
  });

  it.each([
    [
      'a changed message',
      (bytes: Buffer) => bytes.write('X', bytes.indexOf('lantern 7')),
      /Event 8 .* was changed on the disk/,
    ],
    ['a page of noise', (bytes: Buffer) => bytes.fill(0x5a, bytes.length - 4096), /./],
  ])('names %s', async (_what, damage, expected) => {
    await folder.stores.close();
    const copy = temporaryFolder();
    const bytes = readFileSync(join(folder.dataDir, 'concierge.db'));
    damage(bytes);
    writeFileSync(join(copy.dataDir, 'concierge.db'), bytes);
    expect(() => surveyStore(copy.dataDir)).toThrow(
      expect.objectContaining({
        code: 'STORE_UNREADABLE',
        details: expect.arrayContaining([expect.stringMatching(expected)]),
      }),
    );
    copy.remove();
    await folder.reopen();
  });

  it('names a conversation with a gap', async () => {
    await folder.stores.close();
    const db = new Database(join(folder.dataDir, 'concierge.db'));
    db.exec('DELETE FROM events WHERE seq = 5');
    db.close();
    expect(() => surveyStore(folder.dataDir)).toThrow(
      expect.objectContaining({
        details: expect.arrayContaining(['Conversation c of shop is at 11 and has 10 events']),
      }),
    );
    await folder.reopen();
  });
});
