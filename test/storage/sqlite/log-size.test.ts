import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.js';
import { openReadOnly } from '../../../src/storage/sqlite/open-read-only.js';
import { connectSqlite, type SqliteConnection } from '../../../src/storage/sqlite/sqlite-connection.js';
import { temporaryFolder } from './sqlite-folder.js';

const MIB = 1024 * 1024;

describe('the write-ahead log', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let connection: SqliteConnection;
  beforeEach(async () => {
    folder = temporaryFolder();
    connection = connectSqlite({ dataDir: folder.dataDir, log: createLog('silent') });
    await connection.write(() => connection.db.exec('CREATE TABLE big (x TEXT)'));
  });
  afterEach(() => {
    connection.close();
    folder.remove();
  });

  const path = () => join(folder.dataDir, 'concierge.db');
  const logBytes = () => statSync(`${path()}-wal`).size;
  /** Megabytes, one commit for each quarter. */
  const write = async (megabytes: number) => {
    const insert = connection.db.prepare('INSERT INTO big VALUES (?)');
    for (let quarter = 0; quarter < megabytes * 4; quarter++)
      await connection.write(() => insert.run('x'.repeat(MIB / 4)));
  };

  it('stays short however much is written', async () => {
    await write(40);
    expect(logBytes()).toBeLessThan(16 * MIB);
  });

  it('grows under a reader that holds a moment, and shrinks back once that is gone', { timeout: 60_000 }, async () => {
    const reader = openReadOnly(path());
    reader.exec('BEGIN');
    expect(reader.prepare('SELECT count(*) FROM big').raw().get()).toEqual([0]);
    await write(30);
    expect(logBytes()).toBeGreaterThan(30 * MIB);
    expect(reader.prepare('SELECT count(*) FROM big').raw().get()).toEqual([0]);
    reader.exec('COMMIT');
    await write(10);
    expect(logBytes()).toBeLessThanOrEqual(16 * MIB);
    reader.close();
  });

  it('is moved into the file when nothing is written, so that the next start has nothing to replay', async () => {
    const before = statSync(path()).size;
    await write(2);
    expect(statSync(path()).size).toBe(before);
    await expect.poll(() => statSync(path()).size, { timeout: 10_000 }).toBeGreaterThan(before + 2 * MIB);
  });
});
