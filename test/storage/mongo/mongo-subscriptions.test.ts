import { afterAll, beforeAll, describe } from 'vitest';
import { subscriptionsContract } from '../../contract/subscriptions-contract.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

describe.skipIf(missing(noMongo()))('with a server of the MongoDB protocol', () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  subscriptionsContract('MongoDB', async () => {
    const { stores, reopen, close } = await openMongoDatabase(server);
    return { subscriptions: stores.subscriptions, reopen: async () => (await reopen()).subscriptions, close };
  });
});
