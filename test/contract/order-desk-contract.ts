import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdSchema, orderIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import type { CancelOrder, OrderDesk, ShopStore } from '../../src/shop/shop-store.js';
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
const cancel: CancelOrder = {
  kind: 'cancel-order',
  customerId: aCustomer().id,
  orderId: orderIdSchema.parse('TS-1001'),
  reason: undefined,
};

/** What every adapter of the order desk must do; the rules themselves are tested with `cancelOrder`. */
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
        kind: 'cancelled',
        refunds: [{ methodLabel: 'Visa ending 4242', amount: 5900, instant: false }],
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
      expect(first).toMatchObject({ kind: 'cancelled' });
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
}
