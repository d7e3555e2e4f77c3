import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeVoucher, type VoucherUse } from '../../src/shop/judge-voucher.js';
import { orderSchema, type Product, productSchema, shopSchema } from '../../src/shop/shop.js';
import type { Voucher } from '../../src/shop/voucher.js';
import { vouchersOpenTo } from '../../src/shop/voucher.js';
import { aCustomer, anOrder, aShop, NOW } from '../support/a-turn.js';
import { aVoucher } from './a-voucher.js';

const YESTERDAY = new Date(NOW - 86_400_000).toISOString();
const TOMORROW = new Date(NOW + 86_400_000).toISOString();

const bottle = productSchema.parse({
  id: 'p-2',
  title: 'Trail bottle',
  category: 'Bottles',
  description: '',
  variants: [{ id: 'w-1', options: {}, price: 1500, was: 1900, stock: 3 }],
});
const jacket = productSchema.parse({
  id: 'p-1',
  title: 'Quay jacket',
  category: 'Jackets',
  description: '',
  variants: [{ id: 'v-1', options: {}, price: 5900, stock: 3 }],
});

describe('what stands against a code', () => {
  it.each([
    ['before it begins', { validFrom: TOMORROW }, { kind: 'not-yet', from: TOMORROW }],
    ['after its end', { validTo: YESTERDAY }, { kind: 'expired', to: YESTERDAY }],
    ['below its minimum', { minimum: 6000 }, { kind: 'too-little', minimum: 6000, sum: 5900 }],
    ['for other categories', { categories: ['Bottles'] }, { kind: 'other-items' }],
    ['for other products', { products: ['p-9'] }, { kind: 'other-items' }],
    ['where no delivery is charged', { kind: 'free-shipping' }, { kind: 'nothing-off' }],
  ])('%s', (_when, terms, verdict) => {
    expect(judge(aVoucher(terms))).toEqual(verdict);
  });

  it('is nothing at the very moments between which it is valid', () => {
    const at = new Date(NOW).toISOString();
    expect(judge(aVoucher({ validFrom: at, validTo: at })).kind).toBe('good');
  });

  it('is that everything it holds for is reduced, where it does not hold for that', () => {
    const items = [
      { productId: 'p-2', variantId: 'w-1', title: 'Trail bottle', options: {}, quantity: 1, price: 1500 },
    ];
    const order = orderSchema.parse({ ...anOrder(), items });
    expect(judge(aVoucher({ onReduced: false }), { order })).toEqual({ kind: 'other-items' });
    expect(judge(aVoucher(), { order }).kind).toBe('good');
  });

  it('names the order of the same customer that used it, also one that the shop only tells of', () => {
    const earlier = anOrder({ id: 'TS-1', status: 'delivered', discounts: [off('QUAY-10')] });
    const once = aVoucher({ oncePerCustomer: true });
    expect(judge(once, { orders: [earlier] })).toEqual({ kind: 'used', orderId: 'TS-1' });
    const told = aVoucher({ oncePerCustomer: true, usedBy: [{ customerId: 'customer-1' }] });
    expect(judge(told)).toEqual({ kind: 'used', orderId: undefined });
  });

  it('is nothing where somebody else used it, or an order that was cancelled', () => {
    const cancelled = anOrder({ id: 'TS-1', status: 'cancelled', discounts: [off('QUAY10')] });
    const once = aVoucher({ oncePerCustomer: true, usedBy: [{ customerId: 'customer-2' }] });
    expect(judge(once, { orders: [cancelled] }).kind).toBe('good');
  });

  it('is the same code on the same order, whether or not it counts once', () => {
    const order = anOrder({ discounts: [off('QUAY10')] });
    expect(judge(aVoucher({ combines: true }), { order, orders: [order] })).toEqual({
      kind: 'used',
      orderId: order.id,
    });
  });

  it('is a code on the order unless both may be combined', () => {
    const order = anOrder({ discounts: [off('OTHER')] });
    const other = aVoucher({ code: 'OTHER', combines: true });
    expect(judge(aVoucher(), { order, vouchers: [other] })).toEqual({ kind: 'alone', beside: 'OTHER' });
    expect(judge(aVoucher({ combines: true }), { order, vouchers: [other] }).kind).toBe('good');
  });
});

describe('what a code takes off', () => {
  it.each([
    ['a share, rounded down', { value: 15, minimum: 0 }, 885],
    ['a sum', { kind: 'amount', value: 1000 }, 1000],
    ['no more than the items cost', { kind: 'amount', value: 9900 }, 5900],
  ])('%s', (_what, terms, amount) => {
    expect(judge(aVoucher(terms))).toEqual({ kind: 'good', on: 'items', amount });
  });

  it('is the delivery where that is free', () => {
    const order = anOrder({ shipping: 495, total: 6395 });
    expect(judge(aVoucher({ kind: 'free-shipping' }), { order })).toEqual({
      kind: 'good',
      on: 'shipping',
      amount: 495,
    });
  });

  it('is never more than what it holds for, however codes are combined', () => {
    const codes = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('percent'), value: fc.integer({ min: 1, max: 100 }) }),
        fc.record({ kind: fc.constant('amount'), value: fc.integer({ min: 1, max: 9000 }) }),
        fc.record({ kind: fc.constant('free-shipping') }),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(codes, fc.nat(900), (given, shipping) => {
        const vouchers = given.map((terms, index) => aVoucher({ ...terms, code: `CODE${index}`, combines: true }));
        let order = anOrder({ shipping, total: 5900 + shipping });
        for (const voucher of vouchers) {
          const verdict = judge(voucher, { order, vouchers });
          if (verdict.kind !== 'good') continue;
          const { amount, on } = verdict;
          order = { ...order, discounts: [...order.discounts, { code: voucher.code, amount, on }] };
        }
        const sumOn = (part: string) =>
          order.discounts.filter(({ on }) => on === part).reduce((sum, { amount }) => sum + amount, 0);
        expect(sumOn('items')).toBeLessThanOrEqual(5900);
        expect(sumOn('shipping')).toBeLessThanOrEqual(shipping);
      }),
    );
  });
});

describe('a code of one person', () => {
  it('is open to that person and to nobody else', () => {
    const codes = [aVoucher(), aVoucher({ code: 'MARA', customerId: 'customer-1' })];
    const open = (customerId?: string) => vouchersOpenTo(codes, customerId).map(({ code }) => code);
    expect(open('customer-1')).toEqual(['QUAY10', 'MARA']);
    expect(open('customer-2')).toEqual(['QUAY10']);
    expect(open()).toEqual(['QUAY10']);
  });
});

describe('the vouchers of a shop file', () => {
  it('are refused where two codes are the same to whoever types them', () => {
    const vouchers = [aVoucher(), aVoucher({ code: 'quay-10' })];
    const parsed = shopSchema.safeParse({ ...aShop(), vouchers });
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['vouchers.1.code', 'quay-10 is there already'],
    ]);
  });
});

function judge(voucher: Voucher, changes: Partial<VoucherUse> = {}) {
  const product = (id: Product['id']) => [jacket, bottle].find((one) => one.id === id);
  const order = anOrder();
  const use = { customer: aCustomer(), order, orders: [order], product, vouchers: [voucher], at: NOW, ...changes };
  return judgeVoucher(voucher, use);
}

function off(code: string) {
  return { code, amount: 100, on: 'items' as const };
}
