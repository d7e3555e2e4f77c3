import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderIdSchema } from '../../src/protocol/ids.js';
import type { ActionOf } from '../../src/shop/actions/shop-action.js';
import { compensationPolicySchema } from '../../src/shop/compensation-policy.js';
import type { Order } from '../../src/shop/shop.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import { aCustomer, anOrder, aShop, NOW } from '../support/a-turn.js';
import type { OpenedDesk } from './order-desk-contract.js';

const rules = [{ trouble: 'late', kind: 'credit', amount: 700 }];
const shop = aShop({ compensation: compensationPolicySchema.parse({ rules, perYear: 2 }) });
const IDS = ['TS-1', 'TS-2', 'TS-3'];

function lateOrder(id: string, changes: Partial<Omit<Order, 'id'>> = {}): Order {
  return anOrder({ id, status: 'shipped', expectedAt: '2026-11-19T10:00:00Z', ...changes });
}

function aFile(changes: Partial<ShopFile> = {}): ShopFile {
  const customers = [aCustomer({ paymentMethods: [{ id: 'card-1', kind: 'card', label: 'Visa ending 4242' }] })];
  return { shop, products: [], customers, orders: IDS.map((id) => lateOrder(id)), policies: [], ...changes };
}

function makeGood(id: string): ActionOf<'compensate'> {
  const orderId = orderIdSchema.parse(id);
  return { kind: 'compensate', customerId: aCustomer().id, orderId, trouble: 'late', remedy: 'credit', amount: 700 };
}

/** What every adapter of the order desk must keep to where something is given for what went wrong. */
export function compensationContract(name: string, open: () => Promise<OpenedDesk>): void {
  describe(`${name}: what is given for what went wrong`, () => {
    let opened: OpenedDesk;
    beforeEach(async () => {
      opened = await open();
      await opened.shops.importShop(aFile());
    });
    afterEach(() => opened.close());

    const perform = (key: string, id: string) => opened.orderDesk.perform(shop.id, key, makeGood(id), NOW);
    const creditOf = async ({ shops }: Pick<OpenedDesk, 'shops'> = opened) => {
      const customer = await shops.customer(shop.id, aCustomer().id);
      return customer?.paymentMethods.flatMap(({ id, balance }) => (balance === undefined ? [] : [[id, balance]]));
    };

    it('is given once for an order, by however many keys it is asked for at the same moment', async () => {
      const results = await Promise.all(['k-1', 'k-2', 'k-3'].map((key) => perform(key, 'TS-1')));
      expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
      expect(await creditOf()).toEqual([['credit-TS-1', 700]]);
    });

    it('is given for as many orders of a year as the shop says, though all are asked for at once', async () => {
      const results = await Promise.all(IDS.map((id) => perform(`key-${id}`, id)));
      expect(results.map((result) => (result.kind === 'refused' ? result.reason : result.kind)).sort()).toEqual([
        'compensation-limit',
        'done',
        'done',
      ]);
      expect((await creditOf())?.map(([, balance]) => balance)).toEqual([1400]);
    });

    it('stays given when a new file has the order further on, and is still the one time', async () => {
      await perform('key-1', 'TS-1');
      const delivered = lateOrder('TS-1', { status: 'delivered', deliveredAt: '2026-11-23T10:00:00Z' });
      expect(await opened.shops.importShop(aFile({ orders: [delivered] }))).toEqual({ kept: 1, overruled: 0 });
      const later = await opened.reopen();
      opened = { ...opened, ...later };
      expect(await later.shops.order(shop.id, 'TS-1')).toMatchObject({
        status: 'delivered',
        compensation: { trouble: 'late', kind: 'credit', amount: 700 },
      });
      expect(await creditOf(later)).toEqual([['credit-TS-1', 700]]);
      expect(await perform('key-2', 'TS-1')).toMatchObject({ kind: 'refused', reason: 'already-compensated' });
    });
  });
}
