import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdSchema, orderIdSchema, productIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import type { ActionOf } from '../../src/shop/actions/shop-action.js';
import { type Customer, type Order, type Product, productSchema } from '../../src/shop/shop.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import type { OrderDesk, ShopStore } from '../../src/shop/shop-store.js';
import { aCustomer, anOrder, aShop } from '../support/a-turn.js';

export type OpenedDesk = {
  shops: ShopStore;
  orderDesk: OrderDesk;
  /** The same store as a process that starts now finds it. */
  reopen(): Promise<{ shops: ShopStore; orderDesk: OrderDesk }>;
  close(): Promise<void>;
};

const shop = aShop();
const at = Date.parse('2026-11-24T12:00:00Z');
const cancel: ActionOf<'cancel-order'> = {
  kind: 'cancel-order',
  customerId: aCustomer().id,
  orderId: orderIdSchema.parse('TS-1001'),
  reason: undefined,
};

function aProduct(stock = 3): Product {
  return productSchema.parse({
    id: 'p-1',
    title: 'Quay jacket',
    category: 'Jackets',
    description: '',
    variants: [
      { id: 'v-1', options: { size: 'S' }, price: 5900, stock },
      { id: 'v-2', options: { size: 'M' }, price: 5900, stock: 7 },
    ],
  });
}

/** Paid with the gift card first, the rest by card; holds one thing that the shop no longer has. */
function mixedOrder(changes: Parameters<typeof anOrder>[0] = {}): Order {
  const [item] = anOrder().items;
  if (item === undefined) throw new Error('an order without items');
  return anOrder({
    items: [
      { ...item, quantity: 2 },
      { ...item, productId: productIdSchema.parse('p-gone'), quantity: 1 },
    ],
    total: 17_700,
    payments: [
      { kind: 'payment', amount: 2500, methodId: 'gift-1' },
      { kind: 'payment', amount: 15_200, methodId: 'card-1' },
    ],
    ...changes,
  });
}

function aShopFile(changes: Partial<ShopFile> = {}): ShopFile {
  return { shop, products: [aProduct()], customers: [aCustomer()], orders: [mixedOrder()], policies: [], ...changes };
}

/** What every adapter of the order desk must do; the rules themselves are tested with `decideAction`. */
export function orderDeskContract(name: string, open: () => Promise<OpenedDesk>): void {
  describe(`${name}: the order desk`, () => {
    let opened: OpenedDesk;
    beforeEach(async () => {
      opened = await open();
      await opened.shops.importShop({
        shop,
        products: [],
        customers: [aCustomer()],
        orders: [anOrder()],
        policies: [],
      });
    });
    afterEach(() => opened.close());

    it('cancels an order for everyone who reads it afterwards', async () => {
      const { orderDesk, shops } = opened;
      const result = await orderDesk.perform(shop.id, 'key-1', cancel, at);
      expect(result).toMatchObject({
        kind: 'done',
        movements: [{ kind: 'refund', methodLabel: 'Visa ending 4242', amount: 5900, instant: false }],
      });
      const order = await shops.order(shop.id, 'TS-1001');
      expect(order).toMatchObject({ status: 'cancelled', cancelledAt: '2026-11-24T12:00:00.000Z' });
      expect((await shops.ordersOf(shop.id, cancel.customerId))[0]?.status).toBe('cancelled');
    });

    it('gives the first result for a key that is used again, and refunds once', async () => {
      const { orderDesk, shops } = opened;
      const first = await orderDesk.perform(shop.id, 'key-1', cancel, at);
      expect(await orderDesk.perform(shop.id, 'key-1', cancel, at + 5000)).toEqual(first);
      expect(await orderDesk.resultOf(shop.id, 'key-1')).toEqual(first);
      const order = await shops.order(shop.id, 'TS-1001');
      expect(order?.payments.filter(({ kind }) => kind === 'refund')).toHaveLength(1);
    });

    it('cancels once when asked by two keys and by ten copies at the same moment', async () => {
      const { orderDesk } = opened;
      const asked = ['key-1', 'key-2', ...Array.from({ length: 10 }, () => 'key-1')];
      const results = await Promise.all(asked.map((key) => orderDesk.perform(shop.id, key, cancel, at)));
      expect(results[1]).toMatchObject({ kind: 'refused', reason: 'not-pending' });
      const [first, , ...copies] = results;
      expect(first).toMatchObject({ kind: 'done' });
      expect(copies).toEqual(copies.map(() => first));
    });

    it('keeps a refusal under its key, too', async () => {
      const { orderDesk } = opened;
      const stranger = { ...cancel, customerId: customerIdSchema.parse('customer-9') };
      const refused = await orderDesk.perform(shop.id, 'key-1', stranger, at);
      expect(refused).toEqual({ kind: 'refused', reason: 'not-found' });
      expect(await orderDesk.perform(shop.id, 'key-1', cancel, at)).toEqual(refused);
    });

    it('finds no order in a shop that is not there, and no result for an unknown key', async () => {
      const nowhere = shopIdSchema.parse('nowhere');
      expect(await opened.orderDesk.perform(nowhere, 'k', cancel, at)).toEqual({
        kind: 'refused',
        reason: 'not-found',
      });
      expect(await opened.orderDesk.resultOf(shop.id, 'k')).toBeUndefined();
    });

    it('knows result and order after a restart', async () => {
      const first = await opened.orderDesk.perform(shop.id, 'key-1', cancel, at);
      const later = await opened.reopen();
      expect(await later.orderDesk.resultOf(shop.id, 'key-1')).toEqual(first);
      expect((await later.shops.order(shop.id, '#ts-1001'))?.status).toBe('cancelled');
    });
  });

  describe(`${name}: what a cancellation gives back`, () => {
    let opened: OpenedDesk;
    beforeEach(async () => {
      opened = await open();
      await opened.shops.importShop(aShopFile());
    });
    afterEach(() => opened.close());

    async function balance({ shops }: { shops: ShopStore } = opened): Promise<number | undefined> {
      const customer = await shops.customer(shop.id, cancel.customerId);
      return customer?.paymentMethods.find(({ id }) => id === 'gift-1')?.balance;
    }

    async function stocks({ shops }: { shops: ShopStore } = opened): Promise<number[]> {
      const [product] = await shops.products(shop.id);
      expect(await shops.product(shop.id, aProduct().id)).toEqual(product);
      return product?.variants.map(({ stock }) => stock) ?? [];
    }

    it('puts the gift card’s part on the gift card and the items back in stock, also for who read them before', async () => {
      expect(await stocks()).toEqual([3, 7]);
      const result = await opened.orderDesk.perform(shop.id, 'key-1', cancel, at);
      expect(result).toMatchObject({
        kind: 'done',
        movements: [
          { methodLabel: 'gift card ending 77', amount: 2500, instant: true },
          { methodLabel: 'Visa ending 4242', amount: 15_200, instant: false },
        ],
      });
      expect(await balance()).toBe(7500);
      expect(await stocks()).toEqual([5, 7]);
      const later = await opened.reopen();
      expect(await balance(later)).toBe(7500);
      expect(await stocks(later)).toEqual([5, 7]);
    });

    it('gives back once, however often and by however many keys it is asked', async () => {
      const asked = ['key-1', 'key-2', ...Array.from({ length: 10 }, () => 'key-1')];
      await Promise.all(asked.map((key) => opened.orderDesk.perform(shop.id, key, cancel, at)));
      const later = await opened.reopen();
      await later.orderDesk.perform(shop.id, 'key-1', cancel, at + 5000);
      await later.orderDesk.perform(shop.id, 'key-3', cancel, at + 5000);
      expect(await balance(later)).toBe(7500);
      expect(await stocks(later)).toEqual([5, 7]);
    });

    it('gives back what two orders cancelled at the same moment held', async () => {
      const second = mixedOrder({ id: 'TS-1002' });
      await opened.shops.importShop(aShopFile({ orders: [mixedOrder(), second] }));
      expect(await stocks()).toEqual([3, 7]);
      await Promise.all([
        opened.orderDesk.perform(shop.id, 'key-1', cancel, at),
        opened.orderDesk.perform(shop.id, 'key-2', { ...cancel, orderId: second.id }, at),
      ]);
      expect(await balance()).toBe(10_000);
      expect(await stocks()).toEqual([7, 7]);
    });

    it('gives nothing back where it refuses', async () => {
      const stranger = { ...cancel, customerId: customerIdSchema.parse('customer-9') };
      await opened.orderDesk.perform(shop.id, 'key-1', stranger, at);
      expect(await balance()).toBe(5000);
      expect(await stocks()).toEqual([3, 7]);
    });

    it('promises nothing at once for a gift card that the customer does not have', async () => {
      const orders = [mixedOrder({ payments: [{ kind: 'payment', amount: 17_700, methodId: 'gift-9' }] })];
      await opened.shops.importShop(aShopFile({ orders }));
      const result = await opened.orderDesk.perform(shop.id, 'key-1', cancel, at);
      expect(result).toMatchObject({
        movements: [{ kind: 'refund', methodLabel: 'gift-9', amount: 17_700, instant: false }],
      });
      expect(await balance()).toBe(5000);
    });
  });

  describe(`${name}: cancellations made in the chat, and a shop file that changes`, () => {
    let opened: OpenedDesk;
    beforeEach(async () => {
      opened = await open();
      await opened.shops.importShop(aShopFile(), 'digest-1');
      await opened.orderDesk.perform(shop.id, 'key-1', cancel, at);
    });
    afterEach(() => opened.close());

    async function read({ shops }: { shops: ShopStore } = opened) {
      const [order, customer, product] = await Promise.all([
        shops.order(shop.id, 'TS-1001'),
        shops.customer(shop.id, cancel.customerId),
        shops.product(shop.id, aProduct().id),
      ]);
      const balance = customer?.paymentMethods.find(({ id }) => id === 'gift-1')?.balance;
      return { order, balance, stock: product?.variants[0]?.stock };
    }

    it('keeps the cancellation, its refund and the stock where the file still has the order pending', async () => {
      const { order: cancelled } = await read();
      const changed = aShopFile({ products: [aProduct(10)], customers: [withBalance(6000)] });
      for (const digest of ['digest-2', 'digest-3']) {
        expect(await opened.shops.importShop(changed, digest)).toEqual({ kept: 1, overruled: 0 });
        const later = await opened.reopen();
        expect(await read(later)).toEqual({ order: cancelled, balance: 8500, stock: 12 });
        expect(await later.shops.importedDigest(shop.id)).toBe(digest);
        opened = { ...opened, ...later };
      }
      const again = await opened.orderDesk.perform(shop.id, 'key-2', cancel, at + 5000);
      expect(again).toMatchObject({ kind: 'refused', reason: 'not-pending' });
      expect(await opened.orderDesk.perform(shop.id, 'key-1', cancel, at)).toMatchObject({ kind: 'done' });
      expect((await read()).balance).toBe(8500);
    });

    it('takes the file’s word where it knows of the cancellation', async () => {
      const known = mixedOrder({ status: 'cancelled', cancelledAt: '2026-11-25T08:00:00Z' });
      const file = aShopFile({ products: [aProduct(5)], customers: [withBalance(7500)], orders: [known] });
      expect(await opened.shops.importShop(file)).toEqual({ kept: 0, overruled: 0 });
      expect(await read()).toEqual({ order: known, balance: 7500, stock: 5 });
    });

    it('takes the file’s word where the order went on, and counts it', async () => {
      const shipped = mixedOrder({ status: 'shipped' });
      expect(await opened.shops.importShop(aShopFile({ orders: [shipped] }))).toEqual({ kept: 0, overruled: 1 });
      expect(await read()).toEqual({ order: shipped, balance: 5000, stock: 3 });
    });

    it('does not give one customer’s cancellation to an order of another that has the number now', async () => {
      const other = aCustomer({ id: customerIdSchema.parse('customer-2'), email: 'tom@example.com' });
      const order = mixedOrder({ customerId: other.id });
      const file = aShopFile({ customers: [aCustomer(), other], orders: [order] });
      expect(await opened.shops.importShop(file)).toEqual({ kept: 0, overruled: 0 });
      expect((await read()).order).toEqual(order);
    });

    it('still knows of it when a file in between did not have the order', async () => {
      await opened.shops.importShop(aShopFile({ orders: [] }));
      expect((await read()).order).toBeUndefined();
      expect(await opened.shops.importShop(aShopFile())).toEqual({ kept: 1, overruled: 0 });
      expect(await read()).toMatchObject({ order: { status: 'cancelled' }, balance: 7500, stock: 5 });
    });

    it('leaves the same order number of another shop alone', async () => {
      const other = { ...shop, id: shopIdSchema.parse('other-shop') };
      expect(await opened.shops.importShop(aShopFile({ shop: other }))).toEqual({ kept: 0, overruled: 0 });
      expect((await opened.shops.order(other.id, 'TS-1001'))?.status).toBe('pending');
    });
  });
}

function withBalance(balance: number): Customer {
  const { paymentMethods } = aCustomer();
  return aCustomer({
    paymentMethods: paymentMethods.map((method) => (method.id === 'gift-1' ? { ...method, balance } : method)),
  });
}
