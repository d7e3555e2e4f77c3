import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Names inside the data folder. */
export const STORE_FILE = 'concierge.db';
/** There while a backup is being put in the store's place: the store is then neither the old one nor the new. */
export const RESTORE_MARK = 'concierge.restoring';

export function storePath(dataDir: string): string {
  return join(dataDir, STORE_FILE);
}

/** Whether the last process that wrote to it ended without closing it: the log of a closed database is empty or gone. */
export function wasLeftOpen(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Until it is synced, a new name may be gone after a power cut; a folder keeps its names as a file its bytes. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export function syncFolderOf(path: string): void {
  if (process.platform !== 'win32') syncFile(dirname(path));
}
