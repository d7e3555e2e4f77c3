import { afterAll, beforeAll, describe } from 'vitest';
import { blockListContract } from '../../contract/block-list-contract.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

describe.skipIf(missing(noMongo()))('with a server of the MongoDB protocol', () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  blockListContract('MongoDB', async () => {
    const { stores, reopen, close } = await openMongoDatabase(server);
    return { list: stores.blocks, reopen: async () => (await reopen()).blocks, close };
  });
});
