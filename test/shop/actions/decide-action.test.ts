import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantIdSchema } from '../../../src/protocol/ids.js';
import { customerAfter, productAfter } from '../../../src/shop/actions/apply-changes.js';
import { decideAction } from '../../../src/shop/actions/decide-action.js';
import { paidByMethod } from '../../../src/shop/actions/move-money.js';
import type { ActionFacts, Changes } from '../../../src/shop/actions/shop-action.js';
import { orderActionSchema } from '../../../src/shop/actions/shop-action.js';
import { type Customer, type Order, type Product, productSchema } from '../../../src/shop/shop.js';
import { aCustomer, anOrder, aShop, NOW } from '../../support/a-turn.js';

const jacket = productSchema.parse({
  id: 'p-1',
  title: 'Quay jacket',
  category: 'Jackets',
  description: '',
  variants: [
    { id: 'v-1', options: { size: 'M' }, price: 5900, stock: 3 },
    { id: 'v-2', options: { size: 'L' }, price: 6400, stock: 2 },
    { id: 'v-3', options: { size: 'S' }, price: 4900, stock: 0 },
    { id: 'v-4', options: { size: 'XL' }, price: 5400, stock: 9 },
  ],
});
const bottle = productSchema.parse({
  id: 'p-2',
  title: 'Trail bottle',
  category: 'Bottles',
  description: '',
  variants: [{ id: 'w-1', options: { colour: 'Red' }, price: 1500, stock: 5 }],
});

const pending = anOrder({
  items: [
    {
      productId: jacket.id,
      variantId: variant('v-1'),
      title: 'Quay jacket',
      options: { size: 'M' },
      quantity: 2,
      price: 5900,
    },
    { productId: bottle.id, variantId: variant('w-1'), title: 'Trail bottle', options: {}, quantity: 1, price: 1500 },
  ],
  total: 13_300,
  payments: [{ kind: 'payment', amount: 13_300, methodId: 'card-1' }],
});
const delivered = { ...pending, status: 'delivered' as const, deliveredAt: '2026-11-20T10:00:00Z' };

describe('deciding an action of the shop', () => {
  it('changes items before shipping: price difference over the method named, old stock back, new set aside', () => {
    const changes = done({ ...swapTo('v-2'), kind: 'change-items' }, pending);
    expect(changes.order).toMatchObject({ total: 13_800, status: 'pending', changedAt: '2026-11-24T12:00:00.000Z' });
    expect(changes.order?.items.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
      ['v-1', 1],
      ['w-1', 1],
      ['v-2', 1],
    ]);
    expect(changes.movements).toEqual([{ kind: 'payment', methodId: 'card-1', amount: 500, instant: false }]);
    expect(stockOf(changes)).toEqual({ 'v-1': 4, 'v-2': 1, 'v-3': 0, 'v-4': 9 });
  });

  it('takes one change of items and nothing after it', () => {
    const changes = done({ ...swapTo('v-2'), kind: 'change-items' }, pending);
    const after = changes.order ?? pending;
    expect(decide({ ...swapTo('v-4'), kind: 'change-items' }, after)).toEqual(refusal('already-changed'));
    expect(decide({ kind: 'cancel-order', ...ids() }, after)).toEqual(refusal('already-changed'));
    expect(decide({ kind: 'change-address', ...ids(), address: pending.address }, after)).toEqual(
      refusal('already-changed'),
    );
  });

  it('puts a lower price back at once where the method is a gift card', () => {
    const changes = done({ ...swapTo('v-4', 'gift-1'), kind: 'change-items' }, pending);
    expect(changes.movements).toEqual([{ kind: 'refund', methodId: 'gift-1', amount: 500, instant: true }]);
    expect(balanceOf(customerAfter(aPayer(), changes))).toBe(5500);
  });

  it('pays a pending order by one other method and gives back what was paid', () => {
    const changes = done({ kind: 'change-payment', ...ids(), methodId: 'paypal-1' }, pending);
    expect([...paidByMethod(changes.order ?? pending)]).toEqual([
      ['card-1', 0],
      ['paypal-1', 13_300],
    ]);
  });

  it('opens a return of some items, to the original method or a gift card', () => {
    const action = { kind: 'return-items', ...ids(), parts: [{ line: 0, quantity: 1 }], methodId: 'gift-1' };
    const changes = done(action, delivered);
    expect(changes.order).toMatchObject({
      status: 'return-requested',
      returning: { amount: 5900, methodId: 'gift-1' },
    });
    expect(changes.movements).toEqual([]);
    expect(decide({ ...action, methodId: 'paypal-1' }, delivered)).toEqual(refusal('method-not-allowed'));
  });

  it('opens a return of what nothing was given for, and of what a credit was given for', () => {
    expect(done(returning(), madeGood('refund', 1)).order?.status).toBe('return-requested');
    expect(done(returning(), madeGood('credit', 0)).order?.status).toBe('return-requested');
  });

  it('opens an exchange and sets the new item aside; the difference waits for the old one', () => {
    const changes = done({ ...swapTo('v-2'), kind: 'exchange-items' }, delivered);
    expect(changes.order).toMatchObject({ status: 'exchange-requested', exchanging: { difference: 500 } });
    expect(changes.order?.payments).toEqual(delivered.payments);
    expect(stockOf(changes)).toMatchObject({ 'v-1': 3, 'v-2': 1 });
    expect(changes.movements).toEqual([]);
  });

  it.each([
    ['an order that has left', { kind: 'cancel-order', ...ids() }, { ...pending, status: 'shipped' }, 'not-pending'],
    ['a return of what is not delivered', returning(), pending, 'not-delivered'],
    ['a return after the shop’s days', returning(), { ...delivered, deliveredAt: '2026-10-01T10:00:00Z' }, 'too-late'],
    ['a return of what was paid back already', returning(), madeGood('refund', 0), 'already-compensated'],
    ['a return of what was sent again', returning(), madeGood('replacement', 0), 'already-compensated'],
    [
      'an exchange of what was paid back already',
      { ...swapTo('v-2'), kind: 'exchange-items' },
      madeGood('refund', 0),
      'already-compensated',
    ],
    ['a return of nothing', { ...returning(), parts: [] }, delivered, 'nothing-chosen'],
    [
      'a return of more than there is',
      { ...returning(), parts: [{ line: 0, quantity: 3 }] },
      delivered,
      'unknown-item',
    ],
    [
      'more than there is, in two parts',
      { ...returning(), parts: [half(), half(), half()] },
      delivered,
      'unknown-item',
    ],
    ['a variant that is sold out', { ...swapTo('v-3'), kind: 'change-items' }, pending, 'not-available'],
    ['a variant of another product', { ...swapTo('w-1'), kind: 'change-items' }, pending, 'other-product'],
    ['the same variant again', { ...swapTo('v-1'), kind: 'exchange-items' }, delivered, 'same-variant'],
    ['the method that pays already', { kind: 'change-payment', ...ids(), methodId: 'card-1' }, pending, 'same-method'],
    [
      'a gift card that holds too little',
      { kind: 'change-payment', ...ids(), methodId: 'gift-1' },
      pending,
      'balance-too-low',
    ],
    ['somebody else’s method', { kind: 'change-payment', ...ids(), methodId: 'card-9' }, pending, 'unknown-method'],
    [
      'somebody else’s order',
      { kind: 'cancel-order', ...ids() },
      { ...pending, customerId: 'customer-2' },
      'not-found',
    ],
  ])('refuses %s', (_what, action, order, reason) => {
    expect(decide(action, order as Order)).toEqual(refusal(reason));
  });

  it('never makes or loses money or stock, whatever is swapped', () => {
    const swaps = fc.array(
      fc.record({
        line: fc.nat(2),
        quantity: fc.integer({ min: 1, max: 3 }),
        variantId: fc.constantFrom('v-1', 'v-2', 'v-3', 'v-4', 'w-1'),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const methods = fc.constantFrom('card-1', 'gift-1', 'paypal-1');
    fc.assert(
      fc.property(swaps, methods, (chosen, methodId) => {
        const decided = decide({ kind: 'change-items', ...ids(), swaps: chosen, methodId }, pending);
        if (decided.kind === 'refused') return;
        const { order = pending, movements } = decided;
        const worth = order.items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
        expect(order.total).toBe(worth);
        const paid = [...paidByMethod(order).values()].reduce((sum, amount) => sum + amount, 0);
        expect(paid).toBe(order.total);
        const onCard = movements.filter(({ methodId: id }) => id === 'gift-1');
        const net = onCard.reduce((sum, { kind, amount }) => sum + (kind === 'refund' ? amount : -amount), 0);
        expect(balanceOf(customerAfter(aPayer(), decided))).toBe(5000 + net);
        for (const product of [jacket, bottle].map((one) => productAfter(one, decided))) {
          const before = unitsOf(pending, product) + stock(product.id === jacket.id ? jacket : bottle);
          expect(unitsOf(order, product) + stock(product)).toBe(before);
          expect(product.variants.every((one) => one.stock >= 0)).toBe(true);
        }
      }),
    );
  });
});

function ids() {
  return { customerId: 'customer-1', orderId: 'TS-1001' };
}

function half() {
  return { line: 0, quantity: 1 };
}

/** The jackets are line 0, the bottle is line 1. */
function madeGood(kind: 'refund' | 'replacement' | 'credit', line: number) {
  const compensation = { trouble: 'damaged' as const, kind, amount: 4500, at: '2026-11-21T10:00:00Z' };
  return { ...delivered, compensation: { ...compensation, parts: [{ line, quantity: 1 }] } };
}

function returning() {
  return { kind: 'return-items', ...ids(), parts: [half()], methodId: 'card-1' };
}

function swapTo(variantId: string, methodId = 'card-1') {
  return { ...ids(), swaps: [{ line: 0, quantity: 1, variantId }], methodId };
}

function decide(action: object, order: Order) {
  return decideAction(orderActionSchema.parse(action), factsOf(order));
}

function done(action: object, order: Order) {
  const decided = decide(action, order);
  if (decided.kind === 'refused') throw new Error(decided.reason);
  return decided;
}

function aPayer(): Customer {
  return aCustomer({
    paymentMethods: [
      { id: 'card-1', kind: 'card', label: 'Visa ending 4242' },
      { id: 'gift-1', kind: 'gift-card', label: 'gift card ending 77', balance: 5000 },
      { id: 'paypal-1', kind: 'paypal', label: 'PayPal' },
    ],
  });
}

function factsOf(order: Order): ActionFacts {
  const products = new Map([jacket, bottle].map((product) => [product.id, product]));
  const { policy, vouchers } = aShop();
  const product = (id: Product['id']) => products.get(id);
  return { order, orders: [order], customer: aPayer(), product, policy, vouchers, at: NOW };
}

function refusal(reason: string) {
  return { kind: 'refused', reason };
}

function variant(id: string) {
  return variantIdSchema.parse(id);
}

function balanceOf(customer: Customer | undefined): number | undefined {
  return customer?.paymentMethods.find(({ id }) => id === 'gift-1')?.balance;
}

function stockOf(changes: Changes): Record<string, number> {
  return Object.fromEntries(productAfter(jacket, changes).variants.map(({ id, stock: units }) => [id, units]));
}

function stock({ variants }: Product): number {
  return variants.reduce((sum, one) => sum + one.stock, 0);
}

function unitsOf({ items }: Order, { id }: Product): number {
  return items.filter(({ productId }) => productId === id).reduce((sum, { quantity }) => sum + quantity, 0);
}
