import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { verified } from './back-up-store.js';
import type { StoreReport } from './check-store.js';
import { lockFolder } from './lock-folder.js';
import { removeDatabase } from './remove-database.js';
import { SEARCH_FILE } from './search-index.js';
import { RESTORE_MARK, STORE_FILE, storePath, syncFile, syncFolderOf } from './store-files.js';

/** `kept` is where the store that was here lies now, with its log; undefined when there was none. */
export type Restored = { report: StoreReport; kept: string | undefined };

/**
 * Puts a backup in the place of the store, which nobody may have open. The backup is copied and read whole first; the
 * old store is kept beside it. Ends between two steps at any point, it is finished by running it again: until then the
 * store does not open, because a database and a log that do not belong together would be taken for one.
 * @param now milliseconds since the epoch
 * @throws NOT_FOUND; STORE_UNREADABLE when the backup is not whole; STORE_LOCKED while a process has the folder
 */
export function restoreStore(dataDir: string, file: string, now: number): Restored {
  const source = resolve(file);
  if (!existsSync(source)) throw new AppError('NOT_FOUND', { details: [source] });
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockFolder(dataDir);
  try {
    const path = storePath(dataDir);
    const draft = `${path}.restored`;
    removeDatabase(draft);
    copyFileSync(source, draft);
    const report = verified(draft);
    syncFile(draft);
    return { report, kept: swapIn({ dataDir, path, draft, now }) };
  } finally {
    unlock();
  }
}

type Swap = { dataDir: string; path: string; draft: string; now: number };

function swapIn({ dataDir, path, draft, now }: Swap): string | undefined {
  const mark = join(dataDir, RESTORE_MARK);
  const name = markedName(mark) ?? `${STORE_FILE}.before-restore-${new Date(now).toISOString().replaceAll(':', '')}`;
  const old = join(dataDir, name);
  writeFileSync(mark, JSON.stringify({ old: name }));
  syncFile(mark);
  syncFolderOf(path);
  for (const end of ['-wal', '']) moveOnce(`${path}${end}`, `${old}${end}`);
  rmSync(`${path}-shm`, { force: true });
  removeDatabase(join(dataDir, SEARCH_FILE));
  renameSync(draft, path);
  syncFolderOf(path);
  rmSync(mark);
  syncFolderOf(path);
  return existsSync(old) ? old : undefined;
}

/** Where an interrupted restore began to put the old store. */
function markedName(mark: string): string | undefined {
  if (!existsSync(mark)) return undefined;
  try {
    return z.object({ old: z.string() }).parse(JSON.parse(readFileSync(mark, 'utf8'))).old;
  } catch {
    // Cut off while it was written: nothing had been moved then.
    return undefined;
  }
}

/** What an interrupted restore has moved stays: what lies here now is then no longer the old store. */
function moveOnce(from: string, to: string): void {
  if (existsSync(from) && !existsSync(to)) renameSync(from, to);
}
