import { afterAll, beforeAll, describe } from 'vitest';
import { agentDirectoryContract } from '../../contract/agent-directory-contract.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

describe.skipIf(missing(noMongo()))('with a server of the MongoDB protocol', () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  agentDirectoryContract('MongoDB', async () => {
    const { stores, reopen, close } = await openMongoDatabase(server);
    return { directory: stores.agents, reopen: async () => (await reopen()).agents, close };
  });
});
