import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Db } from './db.js';
import { inspectLog } from './inspect-log.js';
import { lockFolder } from './lock-folder.js';
import { migrate } from './migrations.js';
import { quickCheck, quickCheckWithin } from './quick-check.js';
import { storeFault } from './store-fault.js';
import { RESTORE_MARK, storePath, wasLeftOpen } from './store-files.js';

export type OpenDatabase = { db: Db; close(): void };

const BUSY_TIMEOUT_MS = 5000;
/** Checked at every start: that takes a tenth of a second. Larger ones only after an unclean stop, as far as a second goes. */
const SMALL_BYTES = 64 * 1024 * 1024;
const CHECK_MS = 1000;

/**
 * Opens `<dataDir>/concierge.db` as its only writer, makes it durable (WAL, a sync at every commit) and brings its
 * tables up to date. A damaged file is refused and left as it is.
 * @throws STORE_LOCKED when another process has this folder; STORE_UNREADABLE; STORE_UNAVAILABLE
 */
export function openDatabase(dataDir: string, log: Log): OpenDatabase {
  mkdirSync(dataDir, { recursive: true });
  const path = storePath(dataDir);
  const unlock = lockFolder(dataDir);
  let db: Db | undefined;
  try {
    refuseHalfRestored(dataDir);
    const isUnclean = wasLeftOpen(path);
    if (isUnclean) refuseDamagedLog(path, log);
    db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    makeDurable(db);
    checkStructure(db, { path, isUnclean, log });
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
        // Whoever still reads, such as a backup, is not waited for: the log then stays, and is replayed.
        db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
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

function refuseHalfRestored(dataDir: string): void {
  const mark = join(dataDir, RESTORE_MARK);
  if (!existsSync(mark)) return;
  throw new AppError('STORE_UNREADABLE', { details: [`${mark}: a restore did not finish; run it again`] });
}

/** Before SQLite opens the file: it would take a damaged log for a short one, and write over the rest. */
function refuseDamagedLog(path: string, log: Log): void {
  const state = inspectLog(path);
  if (state.kind === 'damaged') throw new AppError('STORE_UNREADABLE', { details: [state.found] });
  if (state.kind === 'cut-off') log.warn({ path }, 'the last write before the stop was not whole and is left out');
}

function checkStructure(db: Db, { path, isUnclean, log }: { path: string; isUnclean: boolean; log: Log }): void {
  const isSmall = statSync(path).size <= SMALL_BYTES;
  if (!isSmall && !isUnclean) return;
  const result = isSmall ? quickCheck(db) : quickCheckWithin(path, CHECK_MS);
  if (result.kind === 'damaged') throw new AppError('STORE_UNREADABLE', { details: [path, ...result.found] });
  if (result.kind === 'unfinished') {
    log.warn(
      { path, limitMs: CHECK_MS },
      'too large to be checked at the start; npm run store -- check does all of it',
    );
  }
}
