import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compensationContract } from '../../contract/compensation-contract.js';
import { orderDeskContract } from '../../contract/order-desk-contract.js';
import { shopStoreContract } from '../../contract/shop-store-contract.js';
import { aShop } from '../../support/a-turn.js';
import { type MongoServer, noMongo, startMongo } from '../../support/mongo-server.js';
import { missing } from '../../support/require-parts.js';
import { openMongoDatabase } from './mongo-database.js';

describe.skipIf(missing(noMongo())).each([
  { name: 'MongoDB as a replica set', isStandalone: false },
  { name: 'MongoDB without one', isStandalone: true },
])('$name', ({ name, isStandalone }) => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo({ isStandalone });
  });
  afterAll(() => server.stop());

  const open = async () => {
    const { stores, reopen, close } = await openMongoDatabase(server);
    return { shops: stores.shops, orderDesk: stores.orderDesk, reopen, close };
  };
  shopStoreContract(name, open);
  orderDeskContract(name, open);
  compensationContract(name, open);

  it('gives the same products without reading them again, until the next import', async () => {
    const { shops, close } = await open();
    const file = { shop: aShop(), products: [], customers: [], orders: [], policies: [] };
    await shops.importShop(file);
    const kept = await shops.products(file.shop.id);
    expect(await shops.products(file.shop.id)).toBe(kept);
    await shops.importShop(file);
    expect(await shops.products(file.shop.id)).not.toBe(kept);
    await close();
  });
});
