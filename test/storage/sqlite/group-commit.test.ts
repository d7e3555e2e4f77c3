import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.js';
import { watchDisk } from '../../../src/storage/sqlite/disk-watch.js';
import { createGroupCommit, type GroupCommit } from '../../../src/storage/sqlite/group-commit.js';
import { temporaryFolder } from './sqlite-folder.js';

type Db = Database.Database;

const log = createLog('silent');

/** The database, counting commits and failing them where the test says so. */
function overseen(db: Db) {
  const watch = { commits: 0, fault: undefined as unknown };
  return {
    watch,
    exec: (sql: string) => {
      if (sql === 'COMMIT') {
        if (watch.fault !== undefined) throw watch.fault;
        watch.commits++;
      }
      return db.exec(sql);
    },
    get inTransaction() {
      return db.inTransaction;
    },
  };
}

describe('group commit', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let db: Db;
  let other: Db;
  let seen: ReturnType<typeof overseen>;
  let commits: GroupCommit;

  const insert = (value: number) => () => db.prepare('INSERT INTO t VALUES (?)').run(value).changes;
  /** What another connection sees, that is: what is committed. */
  const committed = () => other.prepare('SELECT x FROM t ORDER BY x').raw().all().flat();
  const outcomes = async (writes: Promise<unknown>[]) =>
    (await Promise.allSettled(writes)).map(({ status }) => status === 'fulfilled');

  beforeEach(() => {
    folder = temporaryFolder();
    const path = join(folder.dataDir, 'group.db');
    db = new Database(path);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    db.exec('CREATE TABLE t (x INTEGER PRIMARY KEY)');
    db.exec('CREATE TABLE child (x INTEGER REFERENCES t (x) DEFERRABLE INITIALLY DEFERRED)');
    other = new Database(path);
    seen = overseen(db);
    commits = createGroupCommit({ db: seen, disk: watchDisk({ log }) });
  });
  afterEach(() => {
    db.close();
    other.close();
    folder.remove();
  });

  it('resolves with the value of the write once it is committed', async () => {
    expect(await commits.write(insert(1))).toBe(1);
    expect(committed()).toEqual([1]);
    expect(db.inTransaction).toBe(false);
  });

  it('shares one commit among all who write at the same moment, in their order', async () => {
    const order: number[] = [];
    const writes = Array.from({ length: 100 }, async (_, index) => {
      await commits.write(insert(index));
      order.push(index);
    });
    expect(committed()).toEqual([]);
    await Promise.all(writes);
    expect(seen.watch.commits).toBe(1);
    expect(order).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(committed()).toHaveLength(100);
  });

  it('goes on taking writes under load and commits every one', async () => {
    let sent = 0;
    const caller = async () => {
      while (sent < 2000) await commits.write(insert(sent++));
    };
    await Promise.all(Array.from({ length: 40 }, caller));
    expect(committed()).toHaveLength(2000);
    expect(seen.watch.commits).toBeLessThan(200);
  });

  it('undoes a write that fails, whole, and nothing of its neighbours', async () => {
    const halfWay = () => {
      insert(100)();
      insert(1)();
    };
    const bug = () => {
      insert(200)();
      throw new RangeError('not SQL at all');
    };
    const writes = [insert(1), halfWay, insert(2), bug, insert(3)].map((work) => commits.write<unknown>(work));
    expect(await outcomes(writes)).toEqual([true, false, true, false, true]);
    expect(committed()).toEqual([1, 2, 3]);
    await expect(writes[1]).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(writes[3]).rejects.toThrow(RangeError);
  });

  it('acks nothing of a batch whose commit fails, and goes on with the next', async () => {
    const orphan = () => db.prepare('INSERT INTO child VALUES (99)').run();
    const writes = [insert(1), orphan, insert(2)].map((work) => commits.write<unknown>(work));
    expect(await outcomes(writes)).toEqual([false, false, false]);
    for (const write of writes) await expect(write).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(committed()).toEqual([]);
    expect(await commits.write(insert(3))).toBe(1);
    expect(committed()).toEqual([3]);
  });

  it('acks nothing while the disk is full, and works again when there is room', async () => {
    db.exec('CREATE TABLE big (y TEXT)');
    const big = () => db.prepare('INSERT INTO big VALUES (?)').run('x'.repeat(100_000));
    db.exec('PRAGMA max_page_count = 20');
    const writes = [insert(1), big, insert(2)].map((work) => commits.write<unknown>(work));
    expect(await outcomes(writes)).toEqual([false, false, false]);
    for (const write of writes) await expect(write).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(committed()).toEqual([]);
    db.exec('PRAGMA max_page_count = 2000');
    expect(await outcomes([commits.write(insert(1)), commits.write(big)])).toEqual([true, true]);
  });

  it('never acks again after a sync that failed, even if a later one would succeed', async () => {
    seen.watch.fault = new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC', 1034);
    await expect(commits.write(insert(1))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    seen.watch.fault = undefined;
    await expect(commits.write(insert(2))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(committed()).toEqual([]);
    expect(seen.watch.commits).toBe(0);
  });

  it('commits what waits when it is closed, and refuses what comes later', async () => {
    const waiting = commits.write(insert(1));
    commits.close();
    expect(committed()).toEqual([1]);
    expect(await waiting).toBe(1);
    await expect(commits.write(insert(2))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(committed()).toEqual([1]);
  });
});
