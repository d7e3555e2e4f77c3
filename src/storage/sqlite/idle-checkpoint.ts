import type { Log } from '../../log.js';
import type { Db } from './db.js';

/** Largest log that is kept between checkpoints; a backup may hold it open longer, and it shrinks back after that. */
const LARGEST_LOG_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 1_000;

export type IdleCheckpoint = { committed(): void; stop(): void };

/**
 * Keeps the write-ahead log short. Under load SQLite moves it into the file by itself, every 1,000 pages; here the
 * rest follows once nothing has been written for a second, so that a start after a power cut finds little to replay.
 * PASSIVE never waits for a reader, such as a backup.
 */
export function createIdleCheckpoint(db: Db, log: Log): IdleCheckpoint {
  db.exec(`PRAGMA journal_size_limit = ${LARGEST_LOG_BYTES}`);
  let idle: NodeJS.Timeout | undefined;
  const checkpoint = () => {
    idle = undefined;
    try {
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch (error) {
      // The log still has it all, and what is not in the file stays there: SQLite writes it again next time.
      log.error({ error: String(error) }, 'checkpoint failed');
    }
  };
  return {
    committed: () => {
      idle ??= setTimeout(checkpoint, IDLE_MS).unref();
      idle.refresh();
    },
    stop: () => clearTimeout(idle),
  };
}
