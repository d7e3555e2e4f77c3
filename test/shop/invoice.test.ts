import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoiceOf } from '../../src/shop/invoice.js';
import { anOrder } from '../support/a-turn.js';

describe('an invoice', () => {
  it('states lines, delivery, codes and what they come to', () => {
    const discounts = [{ code: 'QUAY10', amount: 590, on: 'items' as const }];
    const order = anOrder({ shipping: 495, discounts, total: 5805 });
    expect(invoiceOf(order, { vatRate: 21 })).toMatchObject({
      lines: [{ title: 'Quay jacket', quantity: 1, price: 5900, sum: 5900 }],
      shipping: 495,
      discounts: [{ code: 'QUAY10', amount: 590 }],
      takenOff: 0,
      total: 5805,
      vat: { percent: 21, net: 4798, tax: 1007 },
    });
  });

  it.each([
    ['half a cent goes up', 3, 100, { net: 2, tax: 1 }],
    ['a rate with decimals', 10_550, 5.5, { net: 10_000, tax: 550 }],
    ['no tax', 5900, 0, { net: 5900, tax: 0 }],
    ['nothing to pay', 0, 21, { net: 0, tax: 0 }],
  ])('splits the total into net and tax: %s', (_what, total, vatRate, split) => {
    expect(invoiceOf(anOrder({ total }), { vatRate }).vat).toMatchObject(split);
  });

  it('names no tax where the shop states no rate', () => {
    expect(invoiceOf(anOrder(), {}).vat).toBeUndefined();
  });

  it('says what was taken off the total for refunds', () => {
    expect(invoiceOf(anOrder({ total: 4900 }), {}).takenOff).toBe(1000);
  });

  it('adds up to the cent, with a net that is never off by more than half a cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 45 }), fc.integer({ min: 0, max: 10_000 }), (total, hundredths) => {
        const { vat } = invoiceOf(anOrder({ total }), { vatRate: hundredths / 100 });
        if (vat === undefined) throw new Error('no tax');
        expect(vat.net + vat.tax).toBe(total);
        const off = BigInt(vat.net) * BigInt(10_000 + hundredths) - BigInt(total) * 10_000n;
        expect(2n * (off < 0n ? -off : off) <= BigInt(10_000 + hundredths)).toBe(true);
      }),
    );
  });
});
