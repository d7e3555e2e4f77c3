import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdSchema, productIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import { productSchema } from '../../src/shop/shop.js';
import { type ShopFile, shopFileSchema } from '../../src/shop/shop-file.js';
import type { ShopStore } from '../../src/shop/shop-store.js';
import { aCustomer, anOrder, aShop } from '../support/a-turn.js';

export type OpenedShops = {
  shops: ShopStore;
  /** The same store as a process that starts now finds it. */
  reopen(): Promise<{ shops: ShopStore }>;
  close(): Promise<void>;
};

const shop = aShop();
const otherShop = { ...aShop(), id: shopIdSchema.parse('other-shop'), name: 'Other Shop' };

const mara = aCustomer();
const tom = aCustomer({
  id: customerIdSchema.parse('customer-2'),
  firstName: 'Tom',
  lastName: 'de  Wit',
  email: 'Tom.deWit@Example.com',
});

function aProduct(id: string, title = `Product ${id}`) {
  return productSchema.parse({
    id,
    title,
    category: 'Jackets',
    description: 'Warm.',
    attributes: { material: 'wool' },
    variants: [{ id: `${id}-m`, options: { size: 'M' }, price: 5900, was: 7900, stock: 3 }],
    reviews: [{ rating: 5, text: 'Très chaud 😀', author: 'M.', at: '2026-01-02T03:04:05+01:00' }],
  });
}

function aShopFile(changes: Partial<ShopFile> = {}): ShopFile {
  return {
    shop,
    products: [aProduct('p-2'), aProduct('p-1')],
    customers: [mara, tom],
    orders: [anOrder()],
    policies: [
      { id: 'returns', title: 'Returns', markdown: '# Returns\n30 days.' },
      { id: 'delivery', title: 'Delivery', markdown: '# Delivery\n3 days.' },
      { id: 'returns', title: '退货', markdown: '30 天。', language: 'zh' },
    ],
    ...changes,
  };
}

/** What every adapter of the shop's port must do. */
export function shopStoreContract(name: string, open: () => Promise<OpenedShops>): void {
  describe(`${name}: the shop store`, () => {
    let opened: OpenedShops;
    let shops: ShopStore;
    beforeEach(async () => {
      opened = await open();
      shops = opened.shops;
    });
    afterEach(() => opened.close());

    it('gives back what was imported, in the order of the file', async () => {
      const file = aShopFile();
      await shops.importShop(file);
      expect(await shops.shop(shop.id)).toEqual(shop);
      expect(await shops.products(shop.id)).toEqual(file.products);
      expect(await shops.policies(shop.id)).toEqual(file.policies);
      expect(await shops.product(shop.id, productIdSchema.parse('p-1'))).toEqual(file.products[1]);
      expect(await shops.customer(shop.id, mara.id)).toEqual(mara);
      expect(await shops.order(shop.id, 'TS-1001')).toEqual(file.orders[0]);
    });

    it('knows the content it was last given, by its digest', async () => {
      expect(await shops.importedDigest(shop.id)).toBeUndefined();
      await shops.importShop(aShopFile(), 'digest-1');
      expect(await shops.importedDigest(shop.id)).toBe('digest-1');
      await shops.importShop(aShopFile(), 'digest-2');
      expect(await shops.importedDigest(shop.id)).toBe('digest-2');
      await shops.importShop(aShopFile());
      expect(await shops.importedDigest(shop.id)).toBeUndefined();
    });

    it('answers undefined or nothing for what is not there', async () => {
      expect(await shops.shop(shop.id)).toBeUndefined();
      expect(await shops.products(shop.id)).toEqual([]);
      await shops.importShop(aShopFile());
      expect(await shops.product(shop.id, productIdSchema.parse('p-9'))).toBeUndefined();
      expect(await shops.customer(shop.id, customerIdSchema.parse('nobody'))).toBeUndefined();
      expect(await shops.customerByEmail(shop.id, 'nobody@example.com')).toBeUndefined();
      expect(await shops.order(shop.id, 'TS-9999')).toBeUndefined();
      expect(await shops.ordersOf(shop.id, tom.id)).toEqual([]);
    });

    it('finds a customer by e-mail without case and without spaces around', async () => {
      await shops.importShop(aShopFile());
      expect(await shops.customerByEmail(shop.id, '  TOM.dewit@example.COM ')).toEqual(tom);
      expect(await shops.customerByEmail(shop.id, "x' OR '1'='1")).toBeUndefined();
    });

    it('finds nobody by an address that two customers share', async () => {
      await shops.importShop(aShopFile({ customers: [mara, { ...tom, email: mara.email.toUpperCase() }] }));
      expect(await shops.customerByEmail(shop.id, mara.email)).toBeUndefined();
    });

    it('finds customers by full name and postcode, however they are written', async () => {
      await shops.importShop(aShopFile());
      expect(await shops.customersByNameAndPostcode(shop.id, ' tom  DE WIT', 'h91x2y3')).toEqual([tom]);
      expect(await shops.customersByNameAndPostcode(shop.id, 'Tom', 'H91 X2Y3')).toEqual([]);
      expect(await shops.customersByNameAndPostcode(shop.id, 'Tom de Wit', 'H91 X2Y4')).toEqual([]);
    });

    it('finds every customer of the same name and postcode', async () => {
      const twin = { ...tom, id: customerIdSchema.parse('customer-3'), email: 'twin@example.com' };
      await shops.importShop(aShopFile({ customers: [tom, twin] }));
      expect(await shops.customersByNameAndPostcode(shop.id, 'Tom de Wit', 'H91X2Y3')).toEqual([tom, twin]);
    });

    it('finds an order by the letters and digits of its number', async () => {
      const orders = [anOrder({ id: '#W2378156' }), anOrder({ id: 'HL-104233' })];
      await shops.importShop(aShopFile({ orders }));
      for (const written of ['#W2378156', 'w2378156', ' #w2378156 ', 'W-2378156']) {
        expect(await shops.order(shop.id, written)).toEqual(orders[0]);
      }
      for (const written of ['HL-104233', 'HL104233', 'hl 104233', '#hl104233']) {
        expect(await shops.order(shop.id, written)).toEqual(orders[1]);
      }
      expect(await shops.order(shop.id, '104233')).toBeUndefined();
      expect(await shops.order(shop.id, 'HL-10423')).toBeUndefined();
    });

    it('lists a customer’s orders newest first, by instant, those without a date last', async () => {
      const orders = [
        anOrder({ id: 'B-undated', placedAt: undefined }),
        anOrder({ id: 'oldest', placedAt: '2026-11-20T10:00:00Z' }),
        anOrder({ id: 'A-undated', placedAt: undefined }),
        anOrder({ id: 'newest', placedAt: '2026-11-20T09:00:00-05:00' }),
        anOrder({ id: 'foreign', customerId: tom.id }),
      ];
      await shops.importShop(aShopFile({ orders }));
      const listed = await shops.ordersOf(shop.id, mara.id);
      expect(listed.map(({ id }) => id)).toEqual(['newest', 'oldest', 'A-undated', 'B-undated']);
    });

    it('replaces everything of the shop at the next import', async () => {
      await shops.importShop(aShopFile());
      await shops.products(shop.id);
      const next = shopFileSchema.parse({
        shop: { ...shop, name: 'New name' },
        products: [aProduct('p-3')],
        customers: [],
        orders: [],
        policies: [],
      });
      await shops.importShop(next);
      expect((await shops.shop(shop.id))?.name).toBe('New name');
      expect((await shops.products(shop.id)).map(({ id }) => id)).toEqual(['p-3']);
      expect(await shops.product(shop.id, productIdSchema.parse('p-1'))).toBeUndefined();
      expect(await shops.customer(shop.id, mara.id)).toBeUndefined();
      expect(await shops.order(shop.id, 'TS-1001')).toBeUndefined();
      expect(await shops.policies(shop.id)).toEqual([]);
    });

    it('leaves the old shop whole when an import fails at its last row', async () => {
      const old = aShopFile();
      await shops.importShop(old);
      const broken = aShopFile({
        shop: { ...shop, name: 'Half a shop' },
        products: [aProduct('p-3')],
        orders: [anOrder({ id: 'W1' }), anOrder({ id: '#w1' })],
      });
      await expect(shops.importShop(broken)).rejects.toMatchObject({ code: 'SHOP_FILE_INVALID' });
      expect(await shops.shop(shop.id)).toEqual(shop);
      expect(await shops.products(shop.id)).toEqual(old.products);
      expect(await shops.order(shop.id, 'TS-1001')).toEqual(old.orders[0]);
      expect(await shops.order(shop.id, 'W1')).toBeUndefined();
    });

    it('keeps shops apart', async () => {
      await shops.importShop(aShopFile());
      await shops.importShop(aShopFile({ shop: otherShop, customers: [], orders: [], products: [] }));
      expect(await shops.products(shop.id)).toHaveLength(2);
      expect(await shops.customerByEmail(otherShop.id, mara.email)).toBeUndefined();
      expect(await shops.order(otherShop.id, 'TS-1001')).toBeUndefined();
    });

    it('has everything after a restart', async () => {
      const file = aShopFile();
      await shops.importShop(file);
      const { shops: later } = await opened.reopen();
      expect(await later.products(shop.id)).toEqual(file.products);
      expect(await later.ordersOf(shop.id, mara.id)).toEqual(file.orders);
    });
  });
}
