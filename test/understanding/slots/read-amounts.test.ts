import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorUnits } from '../../../src/understanding/slots/minor-units.js';
import { readAmounts } from '../../../src/understanding/slots/read-amounts.js';

const asked = { currency: 'EUR', isAsked: true };
const unasked = { currency: 'EUR', isAsked: false };

describe('amounts in messages', () => {
  it.each([
    ['€60', 6000],
    ['60 euros please', 6000],
    ['EUR 1.250,50', 125_050],
    ['1,250.50 €', 125_050],
    ['1 250,50 €', 125_050],
    ['12.5 eur', 1250],
    ['六十元', 6000],
    ['一千二百五十块', 125_000],
    ['两万元', 2_000_000],
    ['60块钱', 6000],
  ])('reads %s as %i cents', (text, amount) => {
    expect(readAmounts(text, unasked)).toEqual({ kind: 'amounts', amounts: [amount] });
  });

  it('takes a number alone only where an amount was asked for', () => {
    expect(readAmounts('60', unasked)).toEqual({ kind: 'none' });
    expect(readAmounts('60', asked)).toEqual({ kind: 'amounts', amounts: [6000] });
    expect(readAmounts('六十', asked)).toEqual({ kind: 'amounts', amounts: [6000] });
    expect(readAmounts('order HL-104233', asked)).toEqual({ kind: 'none' });
  });

  it('converts nothing', () => {
    expect(readAmounts('$60', asked)).toEqual({ kind: 'other-currency', written: '$60' });
    expect(readAmounts('£5', { currency: 'GBP', isAsked: true })).toEqual({ kind: 'amounts', amounts: [500] });
  });

  it('counts in the currency’s own smallest unit', () => {
    expect(readAmounts('¥1,200', { currency: 'JPY', isAsked: true })).toEqual({ kind: 'amounts', amounts: [1200] });
  });

  it('reads every amount as the shops of four languages write it', () => {
    const locale = fc.constantFrom('en-IE', 'de-DE', 'fr-FR', 'zh-CN');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), locale, (amount, language) => {
        const written = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(amount / 100);
        expect(readAmounts(`it was ${written} I think`, unasked)).toEqual({ kind: 'amounts', amounts: [amount] });
        expect(Number.isInteger(minorUnits(written.replace(/[^\d., ]/g, ''), 'EUR'))).toBe(true);
      }),
    );
  });
});
