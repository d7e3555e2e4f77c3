import { stockWatchesContract } from '../../contract/stock-watches-contract.js';
import { openSqliteFolder } from './sqlite-folder.js';

stockWatchesContract('SQLite', async () => {
  const { stores, reopen, close } = openSqliteFolder();
  return { watches: stores.stockWatches, reopen: async () => (await reopen()).stockWatches, close };
});
