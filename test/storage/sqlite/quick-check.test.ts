import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.js';
import { openDatabase } from '../../../src/storage/sqlite/open-database.js';
import { quickCheckWithin } from '../../../src/storage/sqlite/quick-check.js';
import { temporaryFolder } from './sqlite-folder.js';

const PAGE = 4096;
const LARGE_BYTES = 66 * 1024 * 1024;

/** Above the size up to which a file is checked at every start. */
function writeLarge(path: string): void {
  const db = new Database(path);
  db.exec('CREATE TABLE big (x TEXT)');
  const insert = db.prepare('INSERT INTO big VALUES (?)');
  db.exec('BEGIN');
  for (let bytes = 0; bytes < LARGE_BYTES; bytes += 500) insert.run('x'.repeat(500));
  db.exec('COMMIT');
  db.close();
}

describe('the check at the start', { timeout: 60_000 }, () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let original: ReturnType<typeof temporaryFolder>;
  beforeAll(() => {
    original = temporaryFolder();
    writeLarge(join(original.dataDir, 'large.db'));
  });
  afterAll(() => original.remove());
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.dataDir, 'concierge.db');
    copyFileSync(join(original.dataDir, 'large.db'), path);
  });
  afterEach(() => folder.remove());

  const damage = () => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0x5a, 100 * PAGE, 101 * PAGE));
  };
  /** The log of a process that was killed: it holds one page that is in the file already. */
  const leaveOpen = () => {
    const db = new Database(path);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 1');
    const wal = readFileSync(`${path}-wal`);
    db.close();
    writeFileSync(`${path}-wal`, wal);
  };

  it('is not made for a large file that was closed', () => {
    expect(statSync(path).size).toBeGreaterThan(64 * 1024 * 1024);
    damage();
    openDatabase(folder.dataDir, createLog('silent')).close();
  });

  it('is made for a large file that was left open, and refuses a damaged one', () => {
    leaveOpen();
    damage();
    expect(() => openDatabase(folder.dataDir, createLog('silent'))).toThrow(
      expect.objectContaining({ code: 'STORE_UNREADABLE' }),
    );
  });

  it('finds a large file sound, and damaged', () => {
    expect(quickCheckWithin(path, 60_000)).toEqual({ kind: 'sound' });
    damage();
    expect(quickCheckWithin(path, 60_000)).toMatchObject({ kind: 'damaged', found: [expect.any(String)] });
  });

  it('ends when its time is over, with nothing found', () => {
    expect(quickCheckWithin(path, 1)).toEqual({ kind: 'unfinished' });
  });
});
