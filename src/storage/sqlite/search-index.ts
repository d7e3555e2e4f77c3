import { uptime } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { type ConversationId, conversationIdSchema, type ShopId } from '../../protocol/ids.js';
import type { Db } from './db.js';
import { removeDatabase } from './remove-database.js';
import { isUnreadable } from './store-fault.js';

/** A message to be found, and what it is found by. */
export type IndexedMessage = {
  shopId: ShopId;
  conversationId: ConversationId;
  seq: number;
  at: number;
  terms: string[];
};

/** `id` orders messages by their time; it means nothing else. */
export type FoundMessage = { id: number; conversationId: ConversationId; seq: number };

/** The last row of the log that is in the index. */
export type Place = { row: number; conversation: number; seq: number };

export type SearchIndex = {
  /** All of them and the new place, or nothing. */
  add(messages: IndexedMessage[], upTo: Place): void;
  /** Newest first, older than `before`. */
  find(shopId: ShopId, terms: string[], page: { before: number; limit: number }): FoundMessage[];
  erase(shopId: ShopId, conversationId: ConversationId): void;
  place(): Place;
  moveTo(place: Place): void;
  close(): void;
};

export const SEARCH_FILE = 'search.db';
export const START: Place = { row: 0, conversation: 0, seq: 0 };

/** Messages that share a millisecond lie behind each other; a fuller one runs over into the next. */
const PER_MILLISECOND = 1024;

/**
 * No text is kept, only terms. The terms of a shop carry its number: a search never touches another shop's. Those of
 * ASCII hold letters, digits and apostrophes alone, and the tokenizer cuts at everything else of ASCII.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS place (
    only INTEGER PRIMARY KEY CHECK (only = 1), row INTEGER NOT NULL, conversation INTEGER NOT NULL, seq INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS open_since (
    only INTEGER PRIMARY KEY CHECK (only = 1), boot INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS shops (number INTEGER PRIMARY KEY, shop_id TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, conversation_id TEXT NOT NULL, seq INTEGER NOT NULL,
    UNIQUE (shop, conversation_id, seq)
  ) STRICT;
  CREATE VIRTUAL TABLE IF NOT EXISTS said USING fts5 (terms, tokenize = "ascii tokenchars ''''", detail = none);
  INSERT INTO said (said, rank) VALUES ('secure-delete', 1);
`;

/**
 * Opens `<dataDir>/search.db`. One that cannot be read, is of another log, or was open when the machine stopped, is thrown
 * away: what it should hold is in the log.
 * @param isOurs whether the log has the row where the index ends
 */
export function openSearchIndex(dataDir: string, isOurs: (place: Place) => boolean): SearchIndex {
  const path = join(dataDir, SEARCH_FILE);
  const kept = openKept(path, isOurs);
  if (kept !== undefined) return kept;
  removeDatabase(path);
  const db = openFile(path);
  return opened(db, createIndex(db));
}

function openKept(path: string, isOurs: (place: Place) => boolean): SearchIndex | undefined {
  try {
    const db = openFile(path);
    const index = createIndex(db);
    if (isOurs(index.place()) && survived(db)) return opened(db, index);
    index.close();
    return undefined;
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

const openSinceRow = z.object({ boot: z.number() });

/** A process that ends leaves what it wrote to the kernel; a machine that stops may lose any part of it. */
function survived(db: Db): boolean {
  const row = openSinceRow.optional().parse(db.prepare('SELECT boot FROM open_since').get());
  return row === undefined || Math.abs(row.boot - bootMinute()) <= 1;
}

/** Notes, on disk, that it is open in this run of the machine; closing it takes the note away once all is on disk. */
function opened(db: Db, index: SearchIndex): SearchIndex {
  const onDisk = (sql: string) => db.exec(`PRAGMA synchronous = FULL; ${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  onDisk(`INSERT OR REPLACE INTO open_since (only, boot) VALUES (1, ${bootMinute()})`);
  db.exec('PRAGMA synchronous = OFF');
  return {
    ...index,
    close: () => {
      if (db.open) onDisk('DELETE FROM open_since');
      index.close();
    },
  };
}

/** When the machine was started, in minutes since the epoch; clocks and sleep may move it by one. */
function bootMinute(): number {
  return Math.round((Date.now() / 1000 - uptime()) / 60);
}

/** Never synced while it is written: a sync of its log held up acknowledgements for tens of milliseconds. */
function openFile(path: string): Db {
  const db = new Database(path);
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON');
    db.exec(TABLES);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

const placeRow = z.object({ row: z.number(), conversation: z.number(), seq: z.number() }).optional();
const foundRow = z.object({ id: z.number(), conversation_id: conversationIdSchema, seq: z.number() });
const idRow = z.object({ id: z.number() });

function createIndex(db: Db): SearchIndex {
  const insert = prepareInsert(db);
  const numberOf = prepareNumbers(db);
  const setPlace = db.prepare('INSERT OR REPLACE INTO place (only, row, conversation, seq) VALUES (1, ?, ?, ?)');
  const getPlace = db.prepare('SELECT row, conversation, seq FROM place');
  const match = db.prepare(
    `SELECT m.id, m.conversation_id, m.seq FROM said JOIN messages m ON m.id = said.rowid
     WHERE said MATCH ? AND said.rowid < ? ORDER BY said.rowid DESC LIMIT ?`,
  );
  const moveTo = ({ row, conversation, seq }: Place) => setPlace.run(row, conversation, seq);
  return {
    add: (messages, upTo) => {
      const numbered = messages.map((message) => ({ message, shop: numberOf(message.shopId) }));
      db.transaction(() => {
        for (const { message, shop } of numbered) insert(message, shop);
        moveTo(upTo);
      })();
    },
    find: (shopId, terms, { before, limit }) => {
      const number = numberOf(shopId);
      const query = terms.map((term) => `"${number}'${term}"`).join(' AND ');
      return match.all(query, before, limit).map((stored) => {
        const { id, conversation_id: conversationId, seq } = foundRow.parse(stored);
        return { id, conversationId, seq };
      });
    },
    erase: prepareErase(db, numberOf),
    place: () => placeRow.parse(getPlace.get()) ?? START,
    moveTo,
    close: () => db.close(),
  };
}

type NumberOf = (shopId: ShopId) => number;

function prepareNumbers(db: Db): NumberOf {
  const insert = db.prepare('INSERT INTO shops (shop_id) VALUES (?) ON CONFLICT DO NOTHING');
  const find = db.prepare('SELECT number AS id FROM shops WHERE shop_id = ?');
  const known = new Map<ShopId, number>();
  return (shopId) => {
    const kept = known.get(shopId);
    if (kept !== undefined) return kept;
    insert.run(shopId);
    const { id } = idRow.parse(find.get(shopId));
    known.set(shopId, id);
    return id;
  };
}

function prepareInsert(db: Db): (message: IndexedMessage, shop: number) => void {
  const last = db.prepare('SELECT max(id) AS id FROM messages WHERE id >= ? AND id < ?');
  const insert = db.prepare(
    'INSERT INTO messages (id, shop, conversation_id, seq) VALUES (?, ?, ?, ?) ON CONFLICT (shop, conversation_id, seq) DO NOTHING',
  );
  const index = db.prepare('INSERT INTO said (rowid, terms) VALUES (?, ?)');
  const lastRow = z.object({ id: z.number().nullable() });
  const freeId = (at: number): number => {
    const from = at * PER_MILLISECOND;
    const { id } = lastRow.parse(last.get(from, from + PER_MILLISECOND));
    if (id === null) return from;
    return id + 1 < from + PER_MILLISECOND ? id + 1 : freeId(at + 1);
  };
  return ({ conversationId, seq, at, terms }, shop) => {
    const id = freeId(at);
    if (insert.run(id, shop, conversationId, seq).changes === 0) return;
    index.run(id, terms.map((term) => `${shop}'${term}`).join(' '));
  };
}

/** What was deleted is overwritten in the file, and then gone from its log too. */
function prepareErase(db: Db, numberOf: NumberOf): SearchIndex['erase'] {
  const list = db.prepare('SELECT id FROM messages WHERE shop = ? AND conversation_id = ?');
  const forget = db.prepare('DELETE FROM said WHERE rowid = ?');
  const remove = db.prepare('DELETE FROM messages WHERE id = ?');
  return (shopId, conversationId) => {
    const ids = list.all(numberOf(shopId), conversationId).map((stored) => idRow.parse(stored).id);
    db.transaction(() => {
      for (const id of ids) {
        forget.run(id);
        remove.run(id);
      }
    })();
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  };
}
