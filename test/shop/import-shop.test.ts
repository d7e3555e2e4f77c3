import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { describeImport, importShop } from '../../src/shop/import-shop.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import { shopFileSchema } from '../../src/shop/shop-file.js';
import { createDiskBlobStore } from '../../src/storage/disk/disk-blob-store.js';
import { openSqliteStores, type SqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';
import { aCustomer, anOrder, aShop, NOW } from '../support/a-turn.js';

const clock = { now: () => NOW };

describe('importShop', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'import-shop-'));
  const blobs = createDiskBlobStore({ dataDir, clock });
  let stores: SqliteStores;

  beforeEach(() => {
    stores = openSqliteStores({
      dataDir: mkdtempSync(join(dataDir, 'store-')),
      cipher: plainCipher,
      clock,
      log: createLog('silent'),
    });
  });
  afterEach(async () => {
    await stores.close();
    await blobs.removeExpired(Number.MAX_SAFE_INTEGER);
  });

  function aFile(colour: string): ShopFile {
    return shopFileSchema.parse({
      shop: aShop(),
      products: [
        {
          id: 'p-1',
          title: 'Quay jacket',
          category: 'Jackets',
          description: '',
          variants: [{ id: 'v-1', options: {}, price: 5900, stock: 3, picture: `<svg fill="${colour}"/>` }],
        },
      ],
      customers: [aCustomer()],
      orders: [anOrder()],
      policies: [],
    });
  }

  async function pictureKey(): Promise<string> {
    const [product] = await stores.shops.products(aShop().id);
    return product?.variants[0]?.picture?.replace('blob:', '') ?? '';
  }

  it('leaves a shop alone whose file has not changed: what was done to its orders since stays done', async () => {
    const file = aFile('navy');
    expect(await importShop({ shops: stores.shops, blobs }, file)).toEqual({ kind: 'imported', kept: 0, overruled: 0 });
    const cancel = {
      kind: 'cancel-order',
      customerId: aCustomer().id,
      orderId: anOrder().id,
      reason: undefined,
    } as const;
    await stores.orderDesk.perform(file.shop.id, 'key-1', cancel, NOW);
    const picture = await pictureKey();
    expect(await importShop({ shops: stores.shops, blobs }, file)).toEqual({ kind: 'unchanged' });
    expect((await stores.shops.order(file.shop.id, anOrder().id))?.status).toBe('cancelled');
    expect(await pictureKey()).toBe(picture);
  });

  it('takes a changed file, and removes the pictures of the one before', async () => {
    const shopId = aShop().id;
    await importShop({ shops: stores.shops, blobs }, aFile('navy'));
    const old = await pictureKey();
    expect(await importShop({ shops: stores.shops, blobs }, aFile('olive'))).toMatchObject({ kind: 'imported' });
    expect(await blobs.get(shopId, old)).toBeUndefined();
    const now = await blobs.get(shopId, await pictureKey());
    expect(new TextDecoder().decode(now?.bytes)).toContain('olive');
  });

  it('keeps a cancellation made in the chat when the changed file still has the order pending', async () => {
    const { id: orderId, customerId } = anOrder();
    await importShop({ shops: stores.shops, blobs }, aFile('navy'));
    await stores.orderDesk.perform(aShop().id, 'key-1', { kind: 'cancel-order', customerId, orderId }, NOW);
    const before = await stores.shops.order(aShop().id, orderId);
    const outcome = await importShop({ shops: stores.shops, blobs }, aFile('olive'));
    expect(outcome).toEqual({ kind: 'imported', kept: 1, overruled: 0 });
    expect(await stores.shops.order(aShop().id, orderId)).toEqual(before);
    expect((await stores.shops.products(aShop().id))[0]?.variants[0]?.stock).toBe(4);
    expect(await importShop({ shops: stores.shops, blobs }, aFile('olive'))).toEqual({ kind: 'unchanged' });
  });

  it.each([
    [{ kind: 'unchanged' }, 'Test Shop, unchanged: 1 products, 1 orders'],
    [{ kind: 'imported', kept: 0, overruled: 0 }, 'Test Shop, imported: 1 products, 1 orders'],
    [
      { kind: 'imported', kept: 2, overruled: 0 },
      'Test Shop, imported: 1 products, 1 orders; done in the chat: 2 not in the file yet (kept)',
    ],
    [
      { kind: 'imported', kept: 1, overruled: 3 },
      'Test Shop, imported: 1 products, 1 orders; done in the chat: 1 not in the file yet (kept), 3 gone on in the file (the file counts)',
    ],
    [
      { kind: 'imported', kept: 0, overruled: 1 },
      'Test Shop, imported: 1 products, 1 orders; done in the chat: 1 gone on in the file (the file counts)',
    ],
  ] satisfies [Awaited<ReturnType<typeof importShop>>, string][])('is summed up: %j', (outcome, line) => {
    expect(describeImport(aFile('navy'), outcome)).toBe(line);
  });

  it('removes what an import that was cut off had stored', async () => {
    const shopId = aShop().id;
    const failing = { ...stores.shops, importShop: () => Promise.reject(new Error('cut off')) };
    let orphan = '';
    const watching = {
      ...blobs,
      put: async (blob: Parameters<typeof blobs.put>[0]) => (orphan = await blobs.put(blob)),
    };
    await expect(importShop({ shops: failing, blobs: watching }, aFile('navy'))).rejects.toThrow('cut off');
    expect(await blobs.get(shopId, orphan)).toBeDefined();
    await importShop({ shops: stores.shops, blobs }, aFile('navy'));
    expect(await blobs.get(shopId, orphan)).toBeUndefined();
    expect(await blobs.get(shopId, await pictureKey())).toBeDefined();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
