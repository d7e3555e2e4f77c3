import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Cipher } from '../../../src/privacy/cipher.js';
import { productSchema } from '../../../src/shop/shop.js';
import type { ShopStore } from '../../../src/shop/shop-store.js';
import { compensationContract } from '../../contract/compensation-contract.js';
import { orderDeskContract } from '../../contract/order-desk-contract.js';
import { shopStoreContract } from '../../contract/shop-store-contract.js';
import { aCustomer, anOrder, aShop } from '../../support/a-turn.js';
import { openSqliteFolder } from './sqlite-folder.js';

shopStoreContract('SQLite', async () => {
  const { stores, reopen, close } = openSqliteFolder();
  return { shops: stores.shops, reopen, close };
});

const openDesk = async () => {
  const { stores, reopen, close } = openSqliteFolder();
  return { shops: stores.shops, orderDesk: stores.orderDesk, reopen, close };
};
orderDeskContract('SQLite', openDesk);
compensationContract('SQLite', openDesk);

describe('the SQLite shop store', () => {
  it('leaves no readable trace of a customer when the cipher seals', async () => {
    const cipher: Cipher = {
      seal: (_shop, _owner, text) => Buffer.from(text).toString('base64'),
      open: (_shop, _owner, sealed) => Buffer.from(sealed, 'base64').toString(),
    };
    const folder = openSqliteFolder({ cipher });
    const shop = aShop();
    const { shops, orderDesk } = folder.stores;
    await shops.importShop({ shop, products: [], customers: [aCustomer()], orders: [anOrder()], policies: [] });
    const { id: orderId, customerId } = anOrder();
    await orderDesk.perform(shop.id, 'key', { kind: 'cancel-order', customerId, orderId, reason: undefined }, 1);
    await folder.reopen();
    const bytes = readFileSync(join(folder.dataDir, 'concierge.db'), 'latin1');
    expect(bytes).toContain('Test Shop');
    for (const canary of ['mara', 'Lindqvist', 'Quay Street', 'H91']) {
      expect(bytes.toLowerCase()).not.toContain(canary.toLowerCase());
    }
    await folder.close();
  });

  it('does all of a cancellation or nothing: what cannot be kept is not done either', async () => {
    const cipher: Cipher = {
      seal: (_shop, _owner, text) => {
        if (text.startsWith('{"kind":"done"')) throw new Error('no key');
        return text;
      },
      open: (_shop, _owner, sealed) => sealed,
    };
    const folder = openSqliteFolder({ cipher });
    const { shops, orderDesk } = folder.stores;
    const variants = [{ id: 'v-1', options: {}, price: 5900, stock: 3 }];
    const product = productSchema.parse({ id: 'p-1', title: 'Quay jacket', category: 'c', description: '', variants });
    const order = anOrder({ payments: [{ kind: 'payment', amount: 5900, methodId: 'gift-1' }] });
    const shop = aShop();
    await shops.importShop({ shop, products: [product], customers: [aCustomer()], orders: [order], policies: [] });
    await shops.products(shop.id);
    const { id: orderId, customerId } = order;
    await expect(orderDesk.perform(shop.id, 'key', { kind: 'cancel-order', customerId, orderId }, 1)).rejects.toThrow();
    const check = async (store: ShopStore) => {
      expect(await store.order(shop.id, orderId)).toEqual(order);
      expect(await store.customer(shop.id, customerId)).toEqual(aCustomer());
      expect(await store.products(shop.id)).toEqual([product]);
    };
    await check(shops);
    await check((await folder.reopen()).shops);
    await folder.close();
  });

  it('gives the same products without reading them again, until the next import', async () => {
    const folder = openSqliteFolder();
    const { shops } = folder.stores;
    const file = { shop: aShop(), products: [], customers: [], orders: [], policies: [] };
    await shops.importShop(file);
    const kept = await shops.products(file.shop.id);
    expect(await shops.products(file.shop.id)).toBe(kept);
    await shops.importShop(file);
    expect(await shops.products(file.shop.id)).not.toBe(kept);
    await folder.close();
  });
});
