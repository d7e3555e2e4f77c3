import { afterAll, beforeAll, describe } from 'vitest';
import { conversationLogContract } from '../../contract/conversation-log-contract.js';
import { conversationLogModel } from '../../contract/conversation-log-model.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

/** Each is a hundred round trips or so. */
const MODEL_RUNS = 30;

describe.skipIf(missing(noMongo())).each([
  { name: 'MongoDB as a replica set', isStandalone: false },
  { name: 'MongoDB without one', isStandalone: true },
])('$name', ({ name, isStandalone }) => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo({ isStandalone });
  });
  afterAll(() => server.stop());

  conversationLogContract(name, async () => {
    const { stores, reopen, close } = await openMongoDatabase(server);
    return { conversations: stores.conversations, outbox: stores.outbox, reopen, close };
  });

  conversationLogModel(
    name,
    async () => {
      const { stores, close } = await openMongoDatabase(server);
      return { conversations: stores.conversations, close };
    },
    MODEL_RUNS,
  );
});
