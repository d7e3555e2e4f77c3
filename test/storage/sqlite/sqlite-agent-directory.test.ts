import { agentDirectoryContract } from '../../contract/agent-directory-contract.js';
import { openSqliteFolder } from './sqlite-folder.js';

agentDirectoryContract('SQLite', async () => {
  const { stores, reopen, close } = openSqliteFolder();
  return { directory: stores.agents, reopen: async () => (await reopen()).agents, close };
});
