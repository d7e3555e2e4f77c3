import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/clock.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { openSqliteStores, type SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { blockListContract } from '../../contract/block-list-contract.js';

blockListContract('SQLite', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-blocks-'));
  let stores: SqliteStores;
  const open = () => {
    stores = openSqliteStores({ dataDir, cipher: plainCipher, clock: systemClock, log: createLog('silent') });
    return stores.blocks;
  };
  return {
    list: open(),
    reopen: async () => {
      await stores.close();
      return open();
    },
    close: async () => {
      await stores.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
});
