import { describe, expect, it } from 'vitest';
import { applyVoucher } from '../../../src/shop/actions/apply-voucher.js';
import { paidByMethod } from '../../../src/shop/actions/move-money.js';
import { returnItems } from '../../../src/shop/actions/return-items.js';
import { type ActionFacts, shopActionSchema } from '../../../src/shop/actions/shop-action.js';
import type { Order } from '../../../src/shop/shop.js';
import { aCustomer, anOrder, aShop, NOW } from '../../support/a-turn.js';
import { aVoucher } from '../a-voucher.js';

const GIVEN = [aVoucher(), aVoucher({ code: 'JONAS', customerId: 'customer-2' })];

describe('putting a forgotten code on an order', () => {
  it('takes it off the total and gives it back to how the order was paid', () => {
    const { order, movements } = done(apply('quay 10', anOrder()));
    expect(order).toMatchObject({ total: 5310, discounts: [{ code: 'QUAY10', amount: 590, on: 'items' }] });
    expect(movements).toEqual([{ kind: 'refund', methodId: 'card-1', amount: 590, instant: false }]);
  });

  it('gives each method no more than it paid', () => {
    const payments: Order['payments'] = [
      { kind: 'payment', amount: 100, methodId: 'gift-1' },
      { kind: 'payment', amount: 5800, methodId: 'card-1' },
    ];
    const { order, movements } = done(apply('QUAY10', anOrder({ payments })));
    expect(movements.map(({ methodId, amount }) => [methodId, amount])).toEqual([
      ['gift-1', 100],
      ['card-1', 490],
    ]);
    const paid = [...paidByMethod(order ?? anOrder()).values()].reduce((sum, one) => sum + one, 0);
    expect(paid).toBe(order?.total);
  });

  it('moves no money where nothing is paid yet', () => {
    const { order, movements } = done(apply('QUAY10', anOrder({ payments: [] })));
    expect(order?.total).toBe(5310);
    expect(movements).toEqual([]);
  });

  it.each([
    ['a code that is not there', 'NONE', 'voucher-unknown'],
    ['a code of somebody else, which answers alike', 'JONAS', 'voucher-unknown'],
  ])('refuses %s', (_what, code, reason) => {
    expect(apply(code, anOrder())).toEqual({ kind: 'refused', reason });
  });

  it('refuses an order that has left, and any order where the shop takes codes only while ordering', () => {
    expect(apply('QUAY10', anOrder({ status: 'shipped' }))).toEqual({ kind: 'refused', reason: 'not-pending' });
    const late = { ...factsOf(anOrder()), policy: aShop().policy };
    expect(applyVoucher(action('QUAY10'), late)).toEqual({ kind: 'refused', reason: 'voucher-too-late' });
  });
});

describe('sending back what a code has made cheaper', () => {
  it('gives back what was paid for it and no more', () => {
    const { order = anOrder() } = done(apply('QUAY10', anOrder()));
    const sent = { ...order, status: 'delivered' as const, deliveredAt: '2026-11-20T10:00:00Z' };
    const parts = [{ line: 0, quantity: 1 }];
    const returned = shopActionSchema.parse({ ...base, kind: 'return-items', parts, methodId: 'card-1' });
    if (returned.kind !== 'return-items') throw new Error(returned.kind);
    expect(done(returnItems(returned, factsOf(sent))).order?.returning?.amount).toBe(5310);
  });
});

const base = { customerId: 'customer-1', orderId: 'TS-1001' };

function action(code: string) {
  const parsed = shopActionSchema.parse({ ...base, kind: 'apply-voucher', code });
  if (parsed.kind !== 'apply-voucher') throw new Error(parsed.kind);
  return parsed;
}

function apply(code: string, order: Order) {
  return applyVoucher(action(code), factsOf(order));
}

function done(decided: ReturnType<typeof applyVoucher>) {
  if (decided.kind === 'refused') throw new Error(decided.reason);
  return decided;
}

function factsOf(order: Order): ActionFacts {
  const { policy } = aShop({ vouchers: { afterOrder: true } });
  return {
    order,
    orders: [order],
    customer: aCustomer(),
    product: () => undefined,
    policy,
    vouchers: GIVEN,
    at: NOW,
  };
}
