import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../errors.js';
import { checkStore, type StoreReport } from './check-store.js';
import { openReadOnly } from './open-read-only.js';
import { storeFault } from './store-fault.js';
import { storePath, syncFile, syncFolderOf } from './store-files.js';

/**
 * Copies the store as it is at one moment into a file of its own, beside whoever writes to it. The copy is read back
 * whole before it gets its name, so that a file of that name is always a backup that can be restored.
 * @throws BAD_INPUT when there is such a file; NOT_FOUND without a store; STORE_UNREADABLE; STORE_UNAVAILABLE
 */
export function backUpStore(dataDir: string, file: string): StoreReport {
  const target = resolve(file);
  if (existsSync(target)) throw new AppError('BAD_INPUT', { details: [`${target} is there already`] });
  const draft = `${target}.partial`;
  rmSync(draft, { force: true });
  try {
    copy(storePath(dataDir), draft);
    const report = verified(draft);
    syncFile(draft);
    renameSync(draft, target);
    syncFolderOf(target);
    return report;
  } catch (error) {
    rmSync(draft, { force: true });
    throw storeFault(error, [target]);
  }
}

/** @throws STORE_UNREADABLE with all that is wrong */
export function verified(path: string): StoreReport {
  const db = openReadOnly(path);
  try {
    const report = checkStore(db);
    if (report.found.length === 0) return report;
    throw new AppError('STORE_UNREADABLE', { details: [path, ...report.found] });
  } finally {
    db.close();
  }
}

function copy(from: string, to: string): void {
  const db = openReadOnly(from);
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}
