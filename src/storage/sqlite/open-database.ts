import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { AppError } from '../../errors.js';
import type { Db } from './db.js';
import { lockFolder } from './lock-folder.js';
import { migrate } from './migrations.js';
import { storeFault } from './store-fault.js';

export type OpenDatabase = { db: Db; close(): void };

const FILE_NAME = 'concierge.db';
const BUSY_TIMEOUT_MS = 5000;
/** Larger files are only checked where they are read: the structure check reads all of the file. */
const CHECKED_BYTES = 64 * 1024 * 1024;

/**
 * Opens `<dataDir>/concierge.db` as its only writer, makes it durable (WAL, a sync at every commit) and brings its
 * tables up to date. A damaged file is refused and left as it is.
 * @throws STORE_LOCKED when another process has this folder; STORE_UNREADABLE; STORE_UNAVAILABLE
 */
export function openDatabase(dataDir: string): OpenDatabase {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, FILE_NAME);
  const unlock = lockFolder(dataDir);
  let db: Db | undefined;
  try {
    db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    makeDurable(db);
    checkStructure(db, path);
    migrate(db);
    return closable(db, unlock);
  } catch (error) {
    db?.close();
    unlock();
    throw openingFault(error, path);
  }
}

function closable(db: Db, unlock: () => void): OpenDatabase {
  return {
    db,
    close: () => {
      if (!db.open) return;
      try {
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
        unlock();
      }
    },
  };
}

function openingFault(error: unknown, path: string): unknown {
  const known = storeFault(error, [path]);
  if (known instanceof AppError) return known;
  return new AppError('STORE_UNAVAILABLE', { cause: error, details: [`${path} cannot be opened`] });
}

function makeDurable(db: Db): void {
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  db.exec('PRAGMA foreign_keys = ON');
  expectPragma(db, 'journal_mode', 'wal');
  expectPragma(db, 'synchronous', 2);
  expectPragma(db, 'foreign_keys', 1);
}

/** SQLite ignores a pragma it cannot follow without a word: asks what really holds. */
function expectPragma(db: Db, name: string, expected: string | number): void {
  const value = db.prepare(`SELECT * FROM pragma_${name}`).raw().get();
  if (Array.isArray(value) && value[0] === expected) return;
  throw new AppError('STORE_UNAVAILABLE', { details: [`${name} is ${JSON.stringify(value)}, not ${expected}`] });
}

function checkStructure(db: Db, path: string): void {
  if (statSync(path).size > CHECKED_BYTES) return;
  const found = db.prepare('SELECT quick_check FROM pragma_quick_check(5)').raw().all().flat().map(String);
  if (found.length === 1 && found[0] === 'ok') return;
  throw new AppError('STORE_UNREADABLE', { details: [path, ...found] });
}
