import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perOrder } from '../../src/conversation/several-orders.js';

describe('what is said of several orders', () => {
  it.each([
    ['cancel TS-1001 and TS-1002', ['cancel TS-1001', 'cancel TS-1002']],
    ['where are TS-1001, TS-1002 and TS-1003?', ['where are TS-1001?', 'where are TS-1002?', 'where are TS-1003?']],
    ['return the jacket from TS-1001 & TS-1002', ['return the jacket from TS-1001', 'return the jacket from TS-1002']],
    ['取消TS-1001和TS-1002', ['取消TS-1001', '取消TS-1002']],
    ['订单TS-1001、TS-1002到哪了', ['订单TS-1001到哪了', '订单TS-1002到哪了']],
    ['cancel #W1234567 and #W7654321', ['cancel #W1234567', 'cancel #W7654321']],
  ])('%s', (text, each) => {
    expect(perOrder(text)).toEqual(each);
  });

  it.each([
    'cancel TS-1001',
    'cancel TS-1001 and ts 1001',
    'cancel it and where is TS-1002',
    'rooms 1234 and 5678',
    '',
  ])('is one thing: %s', (text) => {
    expect(perOrder(text)).toHaveLength(1);
  });

  it('speaks of every order once, and says the rest unchanged', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1000, max: 9999 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(numbers, fc.constantFrom(', ', ' and ', '、', '和'), (given, link) => {
        const named = given.map((number) => `TS-${number}`);
        expect(perOrder(`cancel ${named.join(link)} now`)).toEqual(named.map((number) => `cancel ${number} now`));
      }),
    );
  });
});
