import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAddressLimit } from '../../../src/access/limit-addresses.js';
import { systemClock } from '../../../src/clock.js';
import type { Mailer } from '../../../src/conversation/outbox/mailer.js';
import { createMailRestocked, MAIL_RESTOCKED } from '../../../src/conversation/watch/mail-restocked.js';
import { createNotifyRestocked, NOTIFY_RESTOCKED } from '../../../src/conversation/watch/notify-restocked.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { shopActionSchema } from '../../../src/shop/actions/shop-action.js';
import { createShopDesk, type ShopDesk } from '../../../src/shop/shop-desk.js';
import { type ShopFile, shopFileSchema } from '../../../src/shop/shop-file.js';
import { openSqliteStores, type SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { shopId } from '../../support/a-turn.js';

import { aWardrobe } from '../flow/a-wardrobe.js';

type Mail = Parameters<Mailer['send']>[0];

describe('a notice that something is back', () => {
  let folder: string;
  let stores: SqliteStores;
  let desk: ShopDesk;
  let sent: Mail[];
  let failures: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'restocked-'));
    await open();
    sent = [];
    failures = 0;
    await stores.shops.importShop(aWardrobe());
  });
  afterEach(async () => {
    await stores.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(): Promise<void> {
    const log = createLog('silent');
    const retry = { attempts: 5, firstMs: 1, longestMs: 5 };
    stores = openSqliteStores({ dataDir: folder, cipher: plainCipher, clock: systemClock, log, retry });
    const { shops, stockWatches: watches, jobs } = stores;
    const mailer: Mailer = {
      check: async () => undefined,
      send: async (mail) => {
        if (failures-- > 0) throw new Error('the mail server is away');
        sent.push(mail);
      },
    };
    jobs.work(NOTIFY_RESTOCKED, createNotifyRestocked({ shops, watches, jobs }));
    jobs.work(MAIL_RESTOCKED, createMailRestocked({ shops, watches, mailer }));
    desk = createShopDesk({
      orderDesk: stores.orderDesk,
      watches,
      subscriptions: stores.subscriptions,
      limit: createAddressLimit(),
      onSubscribed: async () => undefined,
      onRestocked: (id, key) => void jobs.add({ shopId: id, kind: NOTIFY_RESTOCKED, key, payload: null }),
    });
  }

  function watch(key: string, changes: object = {}) {
    const action = shopActionSchema.parse({
      kind: 'watch-stock',
      productId: 'p-1',
      variantId: 'v-3',
      email: 'mara@example.com',
      language: 'en',
      conversationId: 'c-1',
      ...changes,
    });
    return desk.perform(shopId, key, action, Date.now());
  }

  let looks = 0;
  async function look(): Promise<void> {
    const key = `look ${looks++}`;
    await stores.jobs.add({ shopId, kind: NOTIFY_RESTOCKED, key, payload: null });
    await until(async () => (await stores.jobs.find(shopId, NOTIFY_RESTOCKED, key))?.state === 'done');
  }

  const told = (key: string) =>
    until(async () => (await stores.jobs.find(shopId, MAIL_RESTOCKED, key))?.state === 'done');

  it('goes out once when a new shop file brings stock, however often it is looked at', async () => {
    await watch('k-1');
    await look();
    expect(sent).toEqual([]);
    await stores.shops.importShop(withStock('v-3', 4));
    for (let times = 0; times < 5; times++) await look();
    await told('k-1');
    expect(sent.map(({ id, to }) => ({ id, to }))).toEqual([{ id: 'k-1', to: 'mara@example.com' }]);
    expect(sent[0]?.text).toContain('Quay jacket (Blue, S) is in stock again, for €49.00.');
    expect(await stores.stockWatches.watched(shopId)).toEqual([]);
  });

  it('goes out when a cancelled order gives units back', async () => {
    await stores.shops.importShop(withStock('v-1', 0));
    await watch('k-1', { variantId: 'v-1', language: 'zh' });
    const cancel = shopActionSchema.parse({ kind: 'cancel-order', customerId: 'customer-1', orderId: 'TS-1001' });
    await desk.perform(shopId, 'k-2', cancel, Date.now());
    await until(async () => sent.length > 0);
    expect(sent[0]?.subject).toBe('Quay jacket 已到货');
  });

  it('goes out after all when the mail server was away', async () => {
    await watch('k-1');
    await stores.shops.importShop(withStock('v-3', 1));
    failures = 2;
    await look();
    await told('k-1');
    expect(sent).toHaveLength(1);
  });

  it('is one for whoever asks twice, and one for each who asks', async () => {
    await Promise.all(['k-1', 'k-1', 'k-2'].map((key) => watch(key)));
    await watch('k-3', { email: 'jonas@example.com', conversationId: 'c-2' });
    await stores.shops.importShop(withStock('v-3', 1));
    await look();
    await until(async () => (await stores.stockWatches.watched(shopId)).length === 0);
    expect(sent.map(({ to }) => to).sort()).toEqual(['jonas@example.com', 'mara@example.com']);
  });

  it('does not go out once it is withdrawn', async () => {
    await watch('k-1');
    const withdraw = shopActionSchema.parse({ kind: 'withdraw-watch', conversationId: 'c-1' });
    expect(await desk.perform(shopId, 'k-2', withdraw, Date.now())).toMatchObject({ kind: 'done' });
    await stores.shops.importShop(withStock('v-3', 1));
    await look();
    expect(await stores.jobs.find(shopId, MAIL_RESTOCKED, 'k-1')).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('is asked for before a stop and goes out after the start', async () => {
    await watch('k-1');
    await stores.close();
    await open();
    await stores.shops.importShop(withStock('v-3', 1));
    await look();
    await told('k-1');
    expect(sent).toHaveLength(1);
  });
});

/** Until it is so; longer than any of this takes. */
function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  return vi.waitFor(async () => expect(await isSo()).toBe(true), { timeout: 15_000, interval: 5 });
}

function withStock(variantId: string, stock: number): ShopFile {
  const file = aWardrobe();
  const products = file.products.map((product) => ({
    ...product,
    variants: product.variants.map((variant) => (variant.id === variantId ? { ...variant, stock } : variant)),
  }));
  return shopFileSchema.parse({ ...file, products });
}
