import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelOrder } from '../../src/shop/cancel-order.js';
import { refundGiftCards } from '../../src/shop/refund-gift-cards.js';
import type { Order } from '../../src/shop/shop.js';
import { aCustomer, anOrder, aShop, NOW } from '../support/a-turn.js';

const methods: Order['payments'][number]['methodId'][] = ['gift-1', 'gift-2', 'gift-unkept', 'card-1', 'nobody-knows'];
const customer = aCustomer({
  paymentMethods: [
    { id: 'gift-1', kind: 'gift-card', label: 'gift card 1', balance: 0 },
    { id: 'card-1', kind: 'card', label: 'Visa', balance: 100 },
    { id: 'gift-2', kind: 'gift-card', label: 'gift card 2', balance: 700 },
    { id: 'gift-unkept', kind: 'gift-card', label: 'gift card 3' },
  ],
});

const payments = fc.array(
  fc.record({
    kind: fc.constantFrom('payment' as const, 'refund' as const),
    amount: fc.integer({ min: 0, max: 10_000 }),
    methodId: fc.constantFrom(...methods),
  }),
  { maxLength: 8 },
);

describe('refunding gift cards', () => {
  it('raises the balances by exactly what the reply says is there now', () => {
    fc.assert(
      fc.property(payments, (paid) => {
        const order = anOrder({ payments: paid });
        const action = { kind: 'cancel-order' as const, customerId: customer.id, orderId: order.id };
        const result = cancelOrder({ action, order, customer, policy: aShop().policy, at: NOW });
        if (result.kind !== 'cancelled') throw new Error('a pending order can be cancelled');
        const promised = result.refunds.filter(({ instant }) => instant);
        const before = customer.paymentMethods;
        const raised = refundGiftCards(customer, result.order).paymentMethods.flatMap(({ label, balance }, index) => {
          const amount = (balance ?? 0) - (before[index]?.balance ?? 0);
          return amount === 0 ? [] : [{ methodLabel: label, amount, instant: true }];
        });
        expect(raised.sort(byLabel)).toEqual(promised.sort(byLabel));
      }),
    );
  });

  it('counts nothing that went back before the cancellation, nor anything of an order that is not cancelled', () => {
    const earlier = { kind: 'refund' as const, amount: 300, methodId: 'gift-2' };
    expect(refundGiftCards(customer, anOrder({ payments: [earlier] }))).toEqual(customer);
    const cancelled = anOrder({ status: 'cancelled', cancelledAt: '2026-11-24T12:00:00.000Z', payments: [earlier] });
    expect(refundGiftCards(customer, cancelled)).toEqual(customer);
  });
});

function byLabel(one: { methodLabel: string }, other: { methodLabel: string }): number {
  return one.methodLabel.localeCompare(other.methodLabel);
}
