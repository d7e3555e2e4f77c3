import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerAfter } from '../../../src/shop/actions/apply-changes.js';
import { type Remedies, remediesFor } from '../../../src/shop/actions/compensate.js';
import { decideAction } from '../../../src/shop/actions/decide-action.js';
import type { ActionFacts, ActionOf } from '../../../src/shop/actions/shop-action.js';
import {
  type CompensationRule,
  compensationPolicySchema,
  type Trouble,
} from '../../../src/shop/compensation-policy.js';
import type { Order, Part } from '../../../src/shop/shop.js';
import { aWardrobe } from '../../conversation/flow/a-wardrobe.js';
import { aCustomer, anOrder, aShop, NOW } from '../../support/a-turn.js';

const products = new Map(aWardrobe().products.map((product) => [product.id, product]));
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();

describe('what makes good for an order', () => {
  it('is a share of an order that is late, up to the cap', () => {
    const late = anOrder({ status: 'shipped', expectedAt: daysAgo(5) });
    expect(found('late', late, [{ kind: 'refund', percent: 10 }])).toEqual([{ kind: 'refund', amount: 590 }]);
    expect(found('late', late, [{ kind: 'refund', percent: 10, cap: 300 }])).toEqual([{ kind: 'refund', amount: 300 }]);
  });

  it.each<[string, Partial<Order>, Trouble, string]>([
    ['is not late', { status: 'shipped', expectedAt: daysAgo(-1) }, 'late', 'not-late'],
    ['came in time', { status: 'delivered', expectedAt: daysAgo(3), deliveredAt: daysAgo(4) }, 'late', 'not-late'],
    ['was cancelled', { status: 'cancelled', expectedAt: daysAgo(9) }, 'late', 'not-late'],
    ['has not arrived', { status: 'shipped' }, 'damaged', 'not-arrived'],
    ['arrived long ago', { status: 'delivered', deliveredAt: daysAgo(31) }, 'damaged', 'reported-late'],
    ['is somebody else’s', { customerId: 'customer-2' as never }, 'late', 'not-found'],
  ])('is nothing where the order %s', (_why, changes, trouble, reason) => {
    expect(remedies(trouble, anOrder(changes), [{ kind: 'refund', percent: 10 }])).toEqual({ kind: 'none', reason });
  });

  it('is nothing where the shop says nothing of it', () => {
    const facts = factsOf(anOrder({ status: 'shipped', expectedAt: daysAgo(5) }), undefined);
    expect(remediesFor({ trouble: 'late' }, facts)).toEqual({ kind: 'none', reason: 'not-compensated' });
  });

  it('holds from the shop’s own day of delay on', () => {
    const rule = { kind: 'refund', percent: 10, afterDays: 3 } as const;
    expect(remedies('late', anOrder({ status: 'shipped', expectedAt: daysAgo(2) }), [rule]).kind).toBe('none');
    expect(remedies('late', anOrder({ status: 'shipped', expectedAt: daysAgo(3) }), [rule]).kind).toBe('some');
  });

  it('is about the items concerned', () => {
    const order = arrived();
    const parts = [{ line: 1, quantity: 1 }];
    expect(found('missing', order, [{ kind: 'refund', percent: 100 }], parts)).toEqual([
      { kind: 'refund', amount: 1500 },
    ]);
    expect(remedies('missing', order, [{ kind: 'refund', percent: 100 }], [{ line: 1, quantity: 3 }])).toEqual({
      kind: 'none',
      reason: 'unknown-item',
    });
  });

  it('sends again only what is in stock', () => {
    const soldOut = arrived({ items: [{ ...jacket, variantId: 'v-3' as never }] });
    expect(found('damaged', arrived(), [{ kind: 'replacement' }], [{ line: 0, quantity: 1 }])).toHaveLength(1);
    expect(remedies('damaged', soldOut, [{ kind: 'replacement' }]).kind).toBe('none');
  });

  it('is given once per order, and so often a year', () => {
    const given = { trouble: 'late', kind: 'refund', amount: 100, at: daysAgo(30) } as const;
    const late = anOrder({ status: 'shipped', expectedAt: daysAgo(5) });
    const rules = [{ kind: 'refund', percent: 10 }] as const;
    expect(remedies('late', { ...late, compensation: given }, rules)).toMatchObject({ reason: 'already-compensated' });
    const others = [1, 2].map((id) => anOrder({ id: `TS-9${id}`, compensation: given }));
    expect(
      remediesFor({ trouble: 'late' }, { ...factsOf(late, policyOf('late', rules)), orders: [late, ...others] }),
    ).toEqual({
      kind: 'none',
      reason: 'compensation-limit',
    });
    const longAgo = others.map((order) => ({ ...order, compensation: { ...given, at: daysAgo(366) } }));
    expect(
      remediesFor({ trouble: 'late' }, { ...factsOf(late, policyOf('late', rules)), orders: [late, ...longAgo] }).kind,
    ).toBe('some');
  });

  it('is never more than the order’s total, nor is more given back than was paid', () => {
    const amounts = fc.record({
      total: fc.integer({ min: 1, max: 20_000 }),
      paid: fc.integer({ min: 0, max: 20_000 }),
    });
    const rule = fc.oneof(
      fc.record({ amount: fc.integer({ min: 1, max: 50_000 }) }),
      fc.record({ percent: fc.integer({ min: 1, max: 100 }), cap: fc.integer({ min: 1, max: 50_000 }) }),
    );
    fc.assert(
      fc.property(
        amounts,
        rule,
        fc.constantFrom('refund' as const, 'credit' as const),
        ({ total, paid }, sum, kind) => {
          const payments = [{ kind: 'payment' as const, amount: paid, methodId: 'card-1' }];
          const order = anOrder({ status: 'shipped', expectedAt: daysAgo(5), total, payments });
          const result = remedies('late', order, [{ kind, ...sum }]);
          for (const { amount } of result.kind === 'some' ? result.remedies : []) {
            expect(amount).toBeGreaterThan(0);
            expect(amount).toBeLessThanOrEqual(total);
            if (kind === 'refund') expect(amount).toBeLessThanOrEqual(paid);
            if ('cap' in sum) expect(amount).toBeLessThanOrEqual(sum.cap);
          }
        },
      ),
    );
  });
});

describe('giving it', () => {
  const late = anOrder({ status: 'shipped', expectedAt: daysAgo(5) });

  it('gives money back the way the order was paid', () => {
    const done = give(late, { remedy: 'refund', amount: 590 }, [{ kind: 'refund', percent: 10 }]);
    expect(done).toMatchObject({
      order: { compensation: { kind: 'refund', amount: 590 } },
      movements: [{ kind: 'refund', methodId: 'card-1', amount: 590, instant: false }],
    });
  });

  it('puts credit on the customer’s gift card, or on a new one', () => {
    const rules = [{ kind: 'credit', amount: 700 }] as const;
    const onCard = give(late, { remedy: 'credit', amount: 700 }, rules);
    expect(onCard.kind === 'done' && customerAfter(aCustomer(), onCard).paymentMethods[1]?.balance).toBe(5700);
    const without = aCustomer({ paymentMethods: [{ id: 'card-1', kind: 'card', label: 'Visa' }] });
    const made = decideAction(asked({ remedy: 'credit', amount: 700 }), {
      ...factsOf(late, policyOf('late', rules)),
      customer: without,
    });
    expect(made.kind === 'done' && customerAfter(without, made).paymentMethods.at(-1)).toMatchObject({
      kind: 'gift-card',
      balance: 700,
    });
    expect(made).toMatchObject({ order: { payments: late.payments } });
  });

  it('takes what is sent again from the shelf', () => {
    const action = {
      ...asked({ remedy: 'replacement', amount: 0 }),
      trouble: 'damaged' as const,
      parts: [{ line: 1, quantity: 2 }],
    };
    const done = decideAction(action, factsOf(arrived(), policyOf('damaged', [{ kind: 'replacement' }])));
    expect(done).toMatchObject({ movements: [], stock: [{ variantId: 'w-1', units: -2 }] });
  });

  it('gives nothing that the settings no longer say', () => {
    expect(give(late, { remedy: 'refund', amount: 5_000 }, [{ kind: 'refund', percent: 10 }])).toEqual({
      kind: 'refused',
      reason: 'terms-changed',
    });
  });

  it('gives nothing a second time', () => {
    const rules = [{ kind: 'refund', percent: 10 }] as const;
    const first = give(late, { remedy: 'refund', amount: 590 }, rules);
    const after = first.kind === 'done' ? first.order : undefined;
    expect(after && give(after, { remedy: 'refund', amount: 590 }, rules)).toEqual({
      kind: 'refused',
      reason: 'already-compensated',
    });
  });
});

describe('a shop’s settings for it', () => {
  it.each([
    [{ trouble: 'late', kind: 'refund' }],
    [{ trouble: 'late', kind: 'refund', amount: 100, percent: 10 }],
    [{ trouble: 'damaged', kind: 'replacement', amount: 100 }],
    [{ trouble: 'late', kind: 'refund', percent: 101 }],
  ])('are refused where a rule makes no sense: %o', (rule) => {
    expect(compensationPolicySchema.safeParse({ rules: [rule] }).success).toBe(false);
  });
});

type Rule = Partial<CompensationRule> & Pick<CompensationRule, 'kind'>;

const jacket = {
  productId: 'p-1' as never,
  variantId: 'v-1' as never,
  title: 'Quay jacket',
  options: {},
  quantity: 1,
  price: 5900,
};
const bottle = {
  productId: 'p-2' as never,
  variantId: 'w-1' as never,
  title: 'Trail bottle',
  options: {},
  quantity: 2,
  price: 1500,
};

function arrived(changes: Partial<Omit<Order, 'id'>> = {}): Order {
  return anOrder({ status: 'delivered', deliveredAt: daysAgo(3), items: [jacket, bottle], total: 8900, ...changes });
}

function policyOf(trouble: Trouble, rules: readonly Rule[]) {
  return compensationPolicySchema.parse({ rules: rules.map((rule) => ({ trouble, ...rule })) });
}

function factsOf(order: Order, compensation: ActionFacts['policy']['compensation']): ActionFacts {
  const { policy, vouchers } = aShop();
  const all = compensation === undefined ? policy : { ...policy, compensation };
  return {
    order,
    customer: aCustomer(),
    product: (id) => products.get(id),
    orders: [order],
    policy: all,
    vouchers,
    at: NOW,
  };
}

function remedies(trouble: Trouble, order: Order, rules: readonly Rule[], parts?: Part[]): Remedies {
  return remediesFor({ trouble, parts }, factsOf(order, policyOf(trouble, rules)));
}

function found(...asked: Parameters<typeof remedies>) {
  const result = remedies(...asked);
  return result.kind === 'some' ? result.remedies : result.reason;
}

function asked(given: Pick<ActionOf<'compensate'>, 'remedy' | 'amount'>): ActionOf<'compensate'> {
  const { id: orderId, customerId } = anOrder();
  return { kind: 'compensate', customerId, orderId, trouble: 'late', ...given };
}

function give(order: Order, given: Pick<ActionOf<'compensate'>, 'remedy' | 'amount'>, rules: readonly Rule[]) {
  return decideAction(asked(given), factsOf(order, policyOf('late', rules)));
}
