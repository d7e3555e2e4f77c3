import { existsSync } from 'node:fs';
import { AppError } from '../../errors.js';
import { verified } from './back-up-store.js';
import type { StoreReport } from './check-store.js';
import { inspectLog } from './inspect-log.js';
import { lockFolder } from './lock-folder.js';
import { storePath } from './store-files.js';

/**
 * Reads all of the store in a data folder, beside the server that may have it open.
 * @throws NOT_FOUND without a store; STORE_UNREADABLE with all that is wrong
 */
export function surveyStore(dataDir: string): StoreReport {
  const path = storePath(dataDir);
  if (!existsSync(path)) throw new AppError('NOT_FOUND', { details: [path] });
  refuseDamagedLog(dataDir, path);
  return verified(path);
}

/** The log of a store that is open is being written and proves nothing; the process that has it read it when it began. */
function refuseDamagedLog(dataDir: string, path: string): void {
  const unlock = lockIfFree(dataDir);
  if (unlock === undefined) return;
  const state = inspectLog(path);
  unlock();
  if (state.kind === 'damaged') throw new AppError('STORE_UNREADABLE', { details: [state.found] });
}

function lockIfFree(dataDir: string): (() => void) | undefined {
  try {
    return lockFolder(dataDir);
  } catch (error) {
    if (error instanceof AppError && error.code === 'STORE_LOCKED') return undefined;
    throw error;
  }
}
