import type { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Db } from './db.js';
import { watchDisk } from './disk-watch.js';
import { createGroupCommit, type GroupCommit } from './group-commit.js';
import { createIdleCheckpoint } from './idle-checkpoint.js';
import { openDatabase } from './open-database.js';
import { storeFault } from './store-fault.js';

/** What the adapters share: one database, one queue of writes. */
export type SqliteConnection = {
  db: Db;
  write: GroupCommit['write'];
  /** Sees what is committed and nothing else. @throws STORE_UNAVAILABLE, STORE_UNREADABLE */
  read<T>(work: () => T): Promise<T>;
  /** Whoever keeps what was read in memory is told to forget it when a transaction was undone. */
  onUndo(forget: () => void): void;
  /** Whether the last thing written was kept. */
  canSave(): boolean;
  /** Commits what waits, then lets the folder go. */
  close(): void;
};

type Options = { dataDir: string; log: Log; onFault?: ((fault: AppError) => void) | undefined };

/** @param onFault see `watchDisk` */
export function connectSqlite({ dataDir, log, onFault }: Options): SqliteConnection {
  const { db, close } = openDatabase(dataDir, log);
  const checkpoint = createIdleCheckpoint(db, log);
  const disk = watchDisk({ log, onFault, probe: () => void commits.write(() => touch(db)).catch(() => undefined) });
  const keepers: (() => void)[] = [];
  const onUndo = () => {
    for (const forget of keepers) forget();
  };
  const commits = createGroupCommit({ db, disk, onCommit: checkpoint.committed, onUndo });
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
    onUndo: (forget) => keepers.push(forget),
    canSave: disk.canSave,
    close: () => {
      commits.close();
      disk.stop();
      checkpoint.stop();
      close();
    },
  };
}

/** The smallest write there is: one page, with a number nobody reads. */
function touch(db: Db): void {
  db.exec(`PRAGMA user_version = ${Math.floor(Math.random() * 2 ** 31)}`);
}
