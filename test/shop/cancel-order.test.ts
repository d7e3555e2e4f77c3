import { describe, expect, it } from 'vitest';
import { customerIdSchema } from '../../src/protocol/ids.js';
import { cancelOrder } from '../../src/shop/cancel-order.js';
import type { Customer, Order } from '../../src/shop/shop.js';
import { orderStatusSchema } from '../../src/shop/shop.js';
import { aCustomer, anOrder, aShop } from '../support/a-turn.js';

const at = Date.parse('2026-11-24T12:00:00Z');
const policy = aShop().policy;
const customer = aCustomer();

function cancelling(order: Order | undefined, changes: Partial<Parameters<typeof cancelOrder>[0]> = {}) {
  const action = { kind: 'cancel-order' as const, customerId: customer.id, orderId: anOrder().id, reason: undefined };
  return cancelOrder({ action, order, customer, policy, at, ...changes });
}

function withReason(reason: string | undefined) {
  const { id: orderId, customerId } = anOrder();
  return {
    action: { kind: 'cancel-order' as const, customerId, orderId, reason },
    policy: { ...policy, cancelReasons: ['no longer needed', 'ordered by mistake'] },
  };
}

describe('cancelling an order', () => {
  it('gives back to each method what it paid, a gift card at once', () => {
    const order = anOrder({
      total: 6000,
      payments: [
        { kind: 'payment', amount: 1000, methodId: 'gift-1' },
        { kind: 'payment', amount: 5000, methodId: 'card-1' },
      ],
    });
    const instant = '2026-11-24T12:00:00.000Z';
    expect(cancelling(order)).toEqual({
      kind: 'cancelled',
      order: {
        ...order,
        status: 'cancelled',
        cancelledAt: instant,
        payments: [
          ...order.payments,
          { kind: 'refund', amount: 1000, methodId: 'gift-1', at: instant },
          { kind: 'refund', amount: 5000, methodId: 'card-1', at: instant },
        ],
      },
      refunds: [
        { methodLabel: 'gift card ending 77', amount: 1000, instant: true },
        { methodLabel: 'Visa ending 4242', amount: 5000, instant: false },
      ],
    });
  });

  it('gives back only what is still held', () => {
    const payments: Order['payments'] = [
      { kind: 'payment', amount: 5900, methodId: 'card-1' },
      { kind: 'refund', amount: 900, methodId: 'card-1' },
      { kind: 'payment', amount: 500, methodId: 'gift-1' },
      { kind: 'refund', amount: 500, methodId: 'gift-1' },
    ];
    expect(cancelling(anOrder({ payments }))).toMatchObject({
      refunds: [{ methodLabel: 'Visa ending 4242', amount: 5000, instant: false }],
    });
  });

  it('has nothing to give back for an order that was not paid', () => {
    expect(cancelling(anOrder({ payments: [] }))).toMatchObject({ kind: 'cancelled', refunds: [] });
  });

  it('names a method the customer no longer has by its id', () => {
    const order = anOrder({ payments: [{ kind: 'payment', amount: 100, methodId: 'card-0' }] });
    expect(cancelling(order)).toMatchObject({ refunds: [{ methodLabel: 'card-0', amount: 100, instant: false }] });
  });

  it.each([
    ['whose balance the shop does not keep', [{ id: 'gift-1', kind: 'gift-card', label: 'gift card' }]],
    [
      'whose number two of them have',
      [
        { id: 'gift-1', kind: 'gift-card', label: 'gift card', balance: 100 },
        { id: 'gift-1', kind: 'gift-card', label: 'gift card', balance: 200 },
      ],
    ],
    ['that is not the customer’s', []],
  ] satisfies [string, Customer['paymentMethods']][])(
    'promises nothing at once for a gift card %s',
    (_which, paymentMethods) => {
      const order = anOrder({ payments: [{ kind: 'payment', amount: 1000, methodId: 'gift-1' }] });
      const result = cancelling(order, { customer: aCustomer({ paymentMethods }) });
      expect(result).toMatchObject({ kind: 'cancelled', refunds: [{ amount: 1000, instant: false }] });
    },
  );

  it('promises nothing at once when the customer is not known', () => {
    const order = anOrder({ payments: [{ kind: 'payment', amount: 1000, methodId: 'gift-1' }] });
    expect(cancelling(order, { customer: undefined })).toMatchObject({ refunds: [{ instant: false }] });
  });

  it('leaves the order it was given as it was', () => {
    const order = anOrder();
    cancelling(order);
    expect(order).toEqual(anOrder());
  });

  it.each(orderStatusSchema.options.filter((status) => status !== 'pending'))(
    'refuses an order that is %s',
    (status) => {
      const order = anOrder({ status });
      expect(cancelling(order)).toEqual({ kind: 'refused', reason: 'not-pending', order });
    },
  );

  it('treats somebody else’s order as if it did not exist', () => {
    const foreign = anOrder({ customerId: customerIdSchema.parse('customer-2') });
    expect(cancelling(foreign)).toEqual({ kind: 'refused', reason: 'not-found' });
    expect(cancelling({ ...foreign, status: 'shipped' })).toEqual(cancelling(undefined));
  });

  it('records an accepted reason', () => {
    expect(cancelling(anOrder(), withReason('ordered by mistake'))).toMatchObject({
      kind: 'cancelled',
      order: { cancelReason: 'ordered by mistake' },
    });
  });

  it.each([undefined, '', 'changed my mind'])('refuses the reason %j where the shop lists its own', (reason) => {
    expect(cancelling(anOrder(), withReason(reason))).toMatchObject({
      kind: 'refused',
      reason: 'reason-not-accepted',
    });
  });
});
