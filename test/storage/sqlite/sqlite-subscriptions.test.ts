import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/clock.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { openSqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { subscriptionsContract } from '../../contract/subscriptions-contract.js';

subscriptionsContract('SQLite', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-subscriptions-'));
  const open = () => openSqliteStores({ dataDir, cipher: plainCipher, clock: systemClock, log: createLog('silent') });
  let stores = open();
  return {
    subscriptions: stores.subscriptions,
    reopen: async () => {
      await stores.close();
      stores = open();
      return stores.subscriptions;
    },
    close: async () => {
      await stores.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
});
