import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/clock.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { openSqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { stockWatchesContract } from '../../contract/stock-watches-contract.js';

stockWatchesContract('SQLite', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-watches-'));
  const open = () => openSqliteStores({ dataDir, cipher: plainCipher, clock: systemClock, log: createLog('silent') });
  let stores = open();
  return {
    watches: stores.stockWatches,
    reopen: async () => {
      await stores.close();
      stores = open();
      return stores.stockWatches;
    },
    close: async () => {
      await stores.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
});
