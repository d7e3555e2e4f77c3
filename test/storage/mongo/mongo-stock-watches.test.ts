import { afterAll, beforeAll, describe } from 'vitest';
import { stockWatchesContract } from '../../contract/stock-watches-contract.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

describe.skipIf(missing(noMongo()))('with a server of the MongoDB protocol', () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  stockWatchesContract('MongoDB', async () => {
    const { stores, reopen, close } = await openMongoDatabase(server);
    return { watches: stores.stockWatches, reopen: async () => (await reopen()).stockWatches, close };
  });
});
