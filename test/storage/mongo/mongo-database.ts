import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../src/clock.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { type MongoStores, openMongoStores } from '../../../src/storage/mongo/mongo-stores.js';
import type { MongoServer } from '../../support/mongo-server.js';

export type MongoDatabase = {
  url: string;
  stores: MongoStores;
  /** Closes the stores and opens them again, as a new process would. */
  reopen(): Promise<MongoStores>;
  close(): Promise<void>;
};

/** Stores in the database of that address, or in one of their own on the server. */
export async function openMongoDatabase(
  server: MongoServer,
  options: Partial<Parameters<typeof openMongoStores>[0]> = {},
): Promise<MongoDatabase> {
  const url = options.url ?? server.url(`t${randomUUID().slice(0, 8)}`);
  const openStores = () =>
    openMongoStores({ cipher: plainCipher, clock: systemClock, log: createLog('silent'), ...options, url });
  let stores = await openStores();
  return {
    url,
    stores,
    reopen: async () => {
      await stores.close();
      stores = await openStores();
      return stores;
    },
    close: () => stores.close(),
  };
}
