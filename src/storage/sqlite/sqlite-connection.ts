import type { Log } from '../../log.js';
import type { Db } from './db.js';
import { createGroupCommit, type GroupCommit } from './group-commit.js';
import { openDatabase } from './open-database.js';
import { storeFault } from './store-fault.js';

/** What the adapters share: one database, one queue of writes. */
export type SqliteConnection = {
  db: Db;
  write: GroupCommit['write'];
  /** Sees what is committed and nothing else. @throws STORE_UNAVAILABLE, STORE_UNREADABLE */
  read<T>(work: () => T): Promise<T>;
  /** Commits what waits, then lets the folder go. */
  close(): void;
};

export function connectSqlite({ dataDir, log }: { dataDir: string; log: Log }): SqliteConnection {
  const { db, close } = openDatabase(dataDir);
  const commits = createGroupCommit(db, log);
  return {
    db,
    write: commits.write,
    read: async (work) => {
      try {
        return work();
      } catch (error) {
        throw storeFault(error);
      }
    },
    close: () => {
      commits.close();
      close();
    },
  };
}
