import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../../src/protocol/ids.js';
import { inspectLog } from '../../../src/storage/sqlite/inspect-log.js';
import { openSqliteFolder, temporaryFolder } from './sqlite-folder.js';

const PAGE = 4096;
const FRAME = 24 + PAGE;
const shop = shopIdSchema.parse('shop');
const id = conversationIdSchema.parse('c');
const started = { kind: 'started', channel: 'widget', visitorId: visitorIdSchema.parse('v'), language: 'en' } as const;
const says = (text: string): ConversationEvent => ({ kind: 'bot-said', blocks: [{ kind: 'text', text }], answers: [] });

type Files = { database: Buffer; log: Buffer; index: Buffer };

/** Reliability test 17, over all that a power cut or a failing disk may do to the log of a process that was killed. */
describe('17: torn tail or flipped byte: detected; refused or salvaged, never silent', () => {
  let files: Files;
  let warnings: string[];
  let cleanUp: () => void;

  /** What lies on the disk when a process is killed after it acked twenty messages, one commit each. */
  beforeEach(async () => {
    const folder = openSqliteFolder();
    await folder.stores.conversations.start(shop, id, started, 1);
    for (let seq = 1; seq <= 20; seq++) {
      await folder.stores.conversations.append(shop, id, seq, [says(`message ${seq}`)], { at: seq });
    }
    const read = (end: string) => readFileSync(join(folder.dataDir, `concierge.db${end}`));
    files = { database: read(''), log: read('-wal'), index: read('-shm') };
    await folder.close();
    warnings = [];
    cleanUp = () => undefined;
  });
  afterEach(() => cleanUp());

  const note = (_fields: object, sentence: string) => warnings.push(sentence);
  const log = { debug: note, info: note, warn: note, error: note };

  /** Lays out what the disk holds, `damaged`, and opens it as the next process does. */
  const open = (damaged: Partial<Files>) => {
    const { dataDir, remove } = temporaryFolder();
    cleanUp = remove;
    const { database, log: wal, index } = { ...files, ...damaged };
    writeFileSync(join(dataDir, 'concierge.db'), database);
    writeFileSync(join(dataDir, 'concierge.db-wal'), wal);
    if (index.length > 0) writeFileSync(join(dataDir, 'concierge.db-shm'), index);
    return openSqliteFolder({ dataDir, log });
  };
  const flipped = (bytes: Buffer, offset: number) => {
    const copy = Buffer.from(bytes);
    copy[offset] = (copy[offset] ?? 0) ^ 0x10;
    return copy;
  };
  const noIndex = Buffer.alloc(0);
  const ended = (frame: number) => files.log.subarray(0, 32 + frame * FRAME);
  const lastFrame = () => Math.floor((files.log.length - 32) / FRAME);

  it('opens a whole log without a word, with or without its index', async () => {
    for (const index of [files.index, noIndex]) {
      const folder = open({ index });
      expect(await folder.stores.conversations.read(shop, id, 0)).toHaveLength(21);
      expect(warnings).toEqual([]);
      await folder.close();
    }
  });

  it('refuses a log with a flipped byte in the middle, wherever in a frame, and leaves it as it is', () => {
    for (const offset of [0, 5, 9, 17, 24, 2000]) {
      const damaged = flipped(files.log, 32 + 10 * FRAME + offset);
      for (const index of [files.index, noIndex]) {
        expect(() => open({ log: damaged, index })).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
      }
    }
  });

  it('refuses a log whose header is damaged', () => {
    for (const offset of [0, 9, 17, 25]) {
      expect(() => open({ log: flipped(files.log, offset) })).toThrow(
        expect.objectContaining({ code: 'STORE_UNREADABLE' }),
      );
    }
  });

  it('refuses a log that ends before what its index says was synced', () => {
    expect(() => open({ log: ended(lastFrame() - 3) })).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
    expect(() => open({ log: flipped(files.log, files.log.length - 100) })).toThrow(
      expect.objectContaining({ code: 'STORE_UNREADABLE' }),
    );
  });

  it('leaves out a last write that was torn before it was acked, and says so', async () => {
    const folder = open({ log: flipped(files.log, files.log.length - 100), index: noIndex });
    expect(await folder.stores.conversations.read(shop, id, 0)).toHaveLength(20);
    expect(warnings).toEqual(['the last write before the stop was not whole and is left out']);
    await folder.close();
  });

  it('opens a log whose tail never reached the disk, up to its last whole write', async () => {
    const log = Buffer.concat([ended(lastFrame()), files.log.subarray(32, 32 + 1000)]);
    const folder = open({ log, index: noIndex });
    expect(await folder.stores.conversations.read(shop, id, 0)).toHaveLength(21);
    await folder.close();
  });

  it('takes what an older generation of the log left behind its end for what it is', async () => {
    const { dataDir, remove } = temporaryFolder();
    cleanUp = remove;
    const path = join(dataDir, 'old.db');
    const db = new Database(path);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x)');
    for (let row = 0; row < 50; row++) db.exec(`INSERT INTO t VALUES (${row})`);
    db.exec('PRAGMA wal_checkpoint(PASSIVE); INSERT INTO t VALUES (50); INSERT INTO t VALUES (51)');
    expect(inspectLog(path)).toEqual({ kind: 'whole' });
    rmSync(`${path}-shm`);
    expect(inspectLog(path)).toEqual({ kind: 'whole' });
    truncateSync(`${path}-wal`, 32 + FRAME + 50);
    expect(inspectLog(path)).toEqual({ kind: 'whole' });
    db.close();
  });

  it('names a message whose words were changed on the disk, instead of showing it', async () => {
    const folder = open({});
    await folder.stores.close();
    const path = join(folder.dataDir, 'concierge.db');
    const bytes = readFileSync(path);
    const place = bytes.indexOf('message 7');
    expect(place).toBeGreaterThan(0);
    writeFileSync(path, flipped(bytes, place));
    const { conversations } = await folder.reopen();
    await expect(conversations.read(shop, id, 0)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    await folder.close();
  });
});
