import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCode } from '../../../src/conversation/voucher/find-code.js';
import { aVoucher } from '../../shop/a-voucher.js';

const known = [aVoucher({ code: 'QUAY10' }), aVoucher({ code: 'WELCOME' }), aVoucher({ code: 'MARA-5' })];

describe('the code in a message', () => {
  it.each([
    ['quay10 is refused', 'QUAY10'],
    ['QUAY 10 is refused', 'QUAY10'],
    ['my welcome code is refused', 'WELCOME'],
    ['mara5 does nothing', 'MARA-5'],
    ['券QUAY10用不了', 'QUAY10'],
    ['ＱＵＡＹ１０ is refused', 'QUAY10'],
  ])('is a known one however it is written: %s', (text, code) => {
    expect(find(text)).toBe(code);
  });

  it.each([
    ['TENT20 says it is used up', 'TENT20'],
    ["'spring-25' not eligible", 'SPRING-25'],
    ['the code is SUMMERSALE', 'SUMMERSALE'],
  ])('is else what looks like one: %s', (text, code) => {
    expect(find(text)).toBe(code);
  });

  it.each([
    'my code is refused',
    '20% did not come off',
    'HL-152218 was charged in full',
    'i paid 100 at mara99@example.com',
    'MY CODE IS REFUSED',
    '优惠码无效',
  ])('is not there: %s', (text) => {
    expect(find(text)).toBeUndefined();
  });

  it('is a single word, whatever it looks like, where it was asked for', () => {
    expect(find('hello-kitty', { isAsked: true })).toBe('HELLO-KITTY');
    expect(find('hello-kitty')).toBeUndefined();
    expect(find('I have none', { isAsked: true })).toBeUndefined();
  });

  it('is found in any text in time that grows with it and no faster', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 4000 }), (text) => void find(text)));
  });
});

function find(text: string, { isAsked = false } = {}): string | undefined {
  return findCode(text, { known, isAsked, orderNumbers: text.match(/HL-\d+/g) ?? [] });
}
