import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/clock.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { openSqliteStores, type SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';

export type SqliteFolder = {
  dataDir: string;
  stores: SqliteStores;
  /** Closes the stores and opens them again, as a new process would. */
  reopen(): Promise<SqliteStores>;
  close(): Promise<void>;
};

/** Stores in the given folder, or in one of their own that goes with `close`. */
export function openSqliteFolder(options: Partial<Parameters<typeof openSqliteStores>[0]> = {}): SqliteFolder {
  const { dataDir, remove } = options.dataDir === undefined ? temporaryFolder() : given(options.dataDir);
  const openStores = () =>
    openSqliteStores({ cipher: plainCipher, clock: systemClock, log: createLog('silent'), ...options, dataDir });
  let stores = openStores();
  return {
    dataDir,
    stores,
    reopen: async () => {
      await stores.close();
      stores = openStores();
      return stores;
    },
    close: async () => {
      await stores.close();
      remove();
    },
  };
}

function given(dataDir: string) {
  return { dataDir, remove: () => undefined };
}

export function temporaryFolder(): { dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-sqlite-'));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}
