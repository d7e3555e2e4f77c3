import { blockListContract } from '../../contract/block-list-contract.js';
import { openSqliteFolder } from './sqlite-folder.js';

blockListContract('SQLite', async () => {
  const { stores, reopen, close } = openSqliteFolder();
  return { list: stores.blocks, reopen: async () => (await reopen()).blocks, close };
});
