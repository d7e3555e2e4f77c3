import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantIdSchema } from '../../../src/protocol/ids.js';
import { CHECKS } from '../../../src/shop/actions/checks.js';
import { decideAction } from '../../../src/shop/actions/decide-action.js';
import { actionKinds, type OrderAction, type Refusal } from '../../../src/shop/actions/shop-action.js';
import { type Order, orderStatusSchema, productSchema } from '../../../src/shop/shop.js';
import { aCustomer, anOrder, aShop, NOW } from '../../support/a-turn.js';
import { aVoucher } from '../a-voucher.js';

const DAY_MS = 86_400_000;
const customer = aCustomer({
  paymentMethods: [
    { id: 'card-1', kind: 'card', label: 'Visa' },
    { id: 'paypal-1', kind: 'paypal', label: 'PayPal' },
    { id: 'gift-1', kind: 'gift-card', label: 'gift card', balance: 100 },
  ],
});
const product = productSchema.parse({
  id: 'p-1',
  title: 'Quay jacket',
  description: 'A jacket.',
  category: 'jackets',
  variants: [
    { id: 'v-1', options: { size: 'S' }, price: 5900, stock: 5 },
    { id: 'v-2', options: { size: 'M' }, price: 9900, stock: 1 },
    { id: 'v-3', options: { size: 'L' }, price: 5900, stock: 0 },
  ],
});

const instant = fc.integer({ min: 0, max: 60 }).map((days) => new Date(NOW - days * DAY_MS).toISOString());
const anyOrder: fc.Arbitrary<Order | undefined> = fc.option(
  fc
    .record(
      {
        status: fc.oneof(fc.constantFrom('pending', 'delivered'), fc.constantFrom(...orderStatusSchema.options)),
        customerId: fc.oneof({ weight: 4, arbitrary: fc.constant(customer.id) }, fc.constant('customer-2')),
        changedAt: instant,
        deliveredAt: instant,
        compensation: fc.record({
          trouble: fc.constantFrom('late', 'damaged'),
          kind: fc.constantFrom('refund', 'credit', 'replacement'),
          amount: fc.constant(100),
          at: instant,
        }),
        discounts: fc.constantFrom(
          [],
          [{ code: 'QUAY10', amount: 100, on: 'items' }],
          [{ code: 'OTHER', amount: 100, on: 'items' }],
        ),
      },
      { requiredKeys: ['status', 'customerId'] },
    )
    .map((changes) => anOrder(JSON.parse(JSON.stringify(changes)))),
  { nil: undefined, freq: 10 },
);

const day = (days: number) => new Date(NOW + days * DAY_MS).toISOString();
const vouchers = fc
  .constantFrom(
    {},
    { validFrom: day(1) },
    { validTo: day(-1) },
    { minimum: 1_000_000 },
    { categories: ['hats'] },
    { kind: 'free-shipping' },
    { customerId: 'customer-2' },
    { code: 'OTHER', combines: true },
  )
  .map((terms) => [aVoucher(terms)]);

const methodId = fc.constantFrom('card-1', 'paypal-1', 'gift-1', 'card-9');
const line = fc.integer({ min: 0, max: 1 });
const quantity = fc.integer({ min: 1, max: 2 });
const swaps = fc.array(
  fc.record({
    line,
    quantity,
    variantId: fc.constantFrom('v-1', 'v-2', 'v-3', 'w-9').map((id) => variantIdSchema.parse(id)),
  }),
  {
    maxLength: 2,
  },
);
const parts = fc.array(fc.record({ line, quantity }), { maxLength: 2 });
const base = { customerId: fc.constant(customer.id), orderId: fc.constant(anOrder().id) };
const address = fc.constant(customer.address);

/** One generator for every action that is decided by what the shop stores. */
const ACTIONS = {
  'cancel-order': fc.record({
    ...base,
    kind: fc.constant('cancel-order' as const),
    reason: fc.constantFrom('no longer needed', 'just so'),
  }),
  'change-items': fc.record({ ...base, kind: fc.constant('change-items' as const), swaps, methodId }),
  'change-address': fc.record({ ...base, kind: fc.constant('change-address' as const), address }),
  'change-payment': fc.record({ ...base, kind: fc.constant('change-payment' as const), methodId }),
  'apply-voucher': fc.record({
    ...base,
    kind: fc.constant('apply-voucher' as const),
    code: fc.constant('QUAY10'),
  }),
  'return-items': fc.record({ ...base, kind: fc.constant('return-items' as const), parts, methodId }),
  'exchange-items': fc.record({ ...base, kind: fc.constant('exchange-items' as const), swaps, methodId }),
  'change-own-address': fc.record({
    kind: fc.constant('change-own-address' as const),
    customerId: base.customerId,
    address,
  }),
  'change-own-phone': fc.record({
    kind: fc.constant('change-own-phone' as const),
    customerId: base.customerId,
    phone: fc.constant('+353871234567'),
  }),
} satisfies Partial<Record<OrderAction['kind'], fc.Arbitrary<OrderAction>>>;

const kinds = actionKinds.filter((kind): kind is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, kind));

describe('what an action is checked for', () => {
  it.each(kinds)('is told completely and truly: %s', (kind) => {
    const action: fc.Arbitrary<OrderAction> = ACTIONS[kind];
    const met = new Set<Refusal>();
    const { policy } = aShop({ cancelReasons: ['no longer needed'] });
    fc.assert(
      fc.property(
        action,
        anyOrder,
        vouchers,
        fc.record({ isCustomer: fc.boolean(), afterOrder: fc.boolean() }),
        (asked, order, known, { isCustomer, afterOrder }) => {
          const decided = decideAction(asked, {
            order,
            orders: order === undefined ? [] : [order],
            customer: isCustomer ? customer : undefined,
            product: (id) => (id === product.id ? product : undefined),
            policy: { ...policy, vouchers: { afterOrder } },
            vouchers: known,
            at: NOW,
          });
          if (decided.kind === 'refused') met.add(decided.reason);
        },
      ),
      { numRuns: 25_000, seed: 2 },
    );
    expect([...met].sort()).toEqual([...CHECKS[kind]].sort());
  });
});
