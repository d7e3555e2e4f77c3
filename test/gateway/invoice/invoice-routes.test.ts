import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { Router } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuardRoute } from '../../../src/access/guard-route.js';
import { createInvoiceLinks, INVOICE_LINK_MS } from '../../../src/access/invoice-link.js';
import { createInvoiceRoutes } from '../../../src/gateway/invoice/invoice-routes.js';
import { reportError } from '../../../src/http/report-error.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { customerIdSchema, orderIdSchema } from '../../../src/protocol/ids.js';
import { shopFileSchema } from '../../../src/shop/shop-file.js';
import { openSqliteStores, type SqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { aCustomer, anOrder, aShop, NOW } from '../../support/a-turn.js';

const ATTACK = '<script>alert(1)</script>';
const links = createInvoiceLinks('a secret of this test');
const log = createLog('silent');
const folder = mkdtempSync(join(tmpdir(), 'invoices-'));
let now = NOW;
let stores: SqliteStores;
let app: express.Express;

beforeAll(async () => {
  const clock = { now: () => now };
  stores = openSqliteStores({ dataDir: folder, cipher: plainCipher, clock, log });
  const items = [{ ...anOrder().items[0], title: ATTACK }];
  const file = shopFileSchema.parse({
    shop: { ...aShop({ vatRate: 21 }), seller: { name: 'Quay B.V.', lines: ['Kade 1'], vatId: 'NL1' } },
    products: [
      {
        id: 'p-1',
        title: 'Quay jacket',
        category: 'Jackets',
        description: '',
        variants: [{ id: 'v-1', options: {}, price: 5900, stock: 1 }],
      },
    ],
    customers: [aCustomer(), { ...aCustomer(), id: 'customer-2', email: 'jonas@example.com' }],
    orders: [
      anOrder({ shipping: 495, total: 6395 }),
      { ...anOrder({ id: 'TS-1002' }), items },
      anOrder({ id: 'TS-1003', status: 'cancelled', cancelledAt: '2026-11-22T10:00:00Z' }),
    ],
    policies: [],
  });
  await stores.shops.importShop(file);
  const guard = createGuardRoute(async () => ({ kind: 'nobody' }));
  const routes = createInvoiceRoutes({ shopId: file.shop.id, shops: stores.shops, links, guard, clock });
  app = express().use(Router().use(routes), reportError(log));
});
afterAll(async () => {
  await stores.close();
  rmSync(folder, { recursive: true });
});

describe('the page behind an invoice link', () => {
  it('states who sells, the lines, the sums and the tax, and is kept by nobody', async () => {
    const page = await request(app).get(hrefFor('TS-1001')).expect(200);
    for (const part of [
      'Quay B.V.',
      'VAT number NL1',
      'TS-1001',
      'Quay jacket',
      'Mara Lindqvist',
      '€63.95',
      'VAT, 21 %',
    ])
      expect(page.text).toContain(part);
    expect(page.text).toContain('€52.85');
    expect(page.text).toContain('€11.10');
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  it('speaks the language it was asked for in', async () => {
    const page = await request(app)
      .get(hrefFor('TS-1001', { language: 'zh' }))
      .expect(200);
    expect(page.text).toContain('订单 TS-1001 的发票');
    expect(page.text).toContain('<html lang="zh">');
  });

  it('says that an order was cancelled', async () => {
    const page = await request(app).get(hrefFor('TS-1003')).expect(200);
    expect(page.text).toContain('cancelled on 22 November 2026');
  });

  it('runs nothing that stands in the shop’s data', async () => {
    const page = await request(app).get(hrefFor('TS-1002')).expect(200);
    expect(page.text).not.toContain(ATTACK);
  });

  it.each([
    ['a guessed order number', '/chat/invoice/TS-1001'],
    ['an order that is not there', hrefFor('TS-9999')],
    ['an order of somebody else', hrefFor('TS-1001', { customerId: 'customer-2' })],
    ['rubbish', '/chat/invoice/%00.%ff'.replace('%ff', 'x')],
  ])('shows nothing for %s, and says where to get one', async (_what, href) => {
    const page = await request(app).get(href).expect(404);
    expect(page.text).toContain('This invoice link has ended');
    expect(page.text).not.toContain('Mara');
  });

  it('ends after a day', async () => {
    const href = hrefFor('TS-1001');
    now = NOW + INVOICE_LINK_MS;
    const page = await request(app).get(href).expect(404);
    now = NOW;
    expect(page.text).toContain('Ask in the chat for a new one');
  });
});

function hrefFor(orderId: string, { customerId = 'customer-1', language = 'en' } = {}): string {
  const order = { orderId: orderIdSchema.parse(orderId), customerId: customerIdSchema.parse(customerId), language };
  return links.hrefFor(aShop().id, order, NOW);
}
