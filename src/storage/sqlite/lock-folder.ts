import { join } from 'node:path';
import Database from 'libsql';
import { AppError } from '../../errors.js';

/**
 * Takes the data folder for this process. The lock is SQLite's own exclusive lock on an empty database beside the
 * store: the kernel drops it with the process, however that ends, so no stale lock is ever left behind.
 * @throws STORE_LOCKED
 */
export function lockFolder(dataDir: string): () => void {
  const path = join(dataDir, 'concierge.lock');
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    throw new AppError('STORE_LOCKED', { cause: error, details: [path] });
  }
  return () => lock.close();
}
