import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderNumberKey } from '../../src/shop/lookup-keys.js';
import { extractSlots } from '../../src/understanding/extract-slots.js';

describe('the form in which order numbers are compared', () => {
  it.each([
    ['HL-104233', 'HL104233'],
    ['HL-104233', 'hl 104233'],
    ['HL-104233', ' #hl-104233 '],
    ['HL-104233', 'HL\u2011104233'],
    ['HL-104233', 'ＨＬ１０４２３３'],
    ['#W2611340', 'w2611340'],
    ['#W2611340', 'W-2611340'],
    ['2026-11_7.a', '2026117A'],
  ])('is the same for %j and %j', (one, other) => {
    expect(orderNumberKey(one)).toBe(orderNumberKey(other));
  });

  it('differs where a letter or a digit does', () => {
    const number = fc.stringMatching(/^[A-Z]{0,3}[0-9]{1,10}$/);
    fc.assert(
      fc.property(number, number, (one, other) => {
        fc.pre(one !== other);
        expect(orderNumberKey(one)).not.toBe(orderNumberKey(other));
      }),
    );
  });

  it.each([
    ['my order is HL104233, anna@example.com', 'HL-104233'],
    ['wheres hl104233', 'HL-104233'],
    ['hl 104233', 'HL-104233'],
    ['HL 104233 please', 'HL-104233'],
    ['#HL-104233', 'HL-104233'],
    ['it says HL\u2011104233 in the mail', 'HL-104233'],
    ['HL–104233', 'HL-104233'],
    ['#W2611340', '#W2611340'],
    ['w2611340', '#W2611340'],
    ['order w 2611340', '#W2611340'],
  ])('is reached from "%s"', (text, orderId) => {
    const [number = ''] = extractSlots(text).orderNumbers;
    expect(orderNumberKey(number)).toBe(orderNumberKey(orderId));
  });
});
