import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf, wrapText } from '../../../../src/conversation/flow/chart/wrap-text.js';

describe('wrapping a text', () => {
  it('keeps every word, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = (value: string) => value.replace(/\s+/gu, '');
        expect(plain(wrapText(text, 200, 14).join(''))).toBe(plain(text));
      }),
    );
  });

  it('makes no line wider than it may be, but for a single word', () => {
    const word = fc.oneof(fc.constantFrom('order', '{order.items}', '订单', '，', 'W'), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        for (const line of wrapText(words.join(' '), 200, 14)) {
          expect(widthOf(line, 14) <= 200 || !line.includes(' ')).toBe(true);
        }
      }),
    );
  });

  it('breaks Chinese between any two characters, and leaves its punctuation where it belongs', () => {
    expect(wrapText('要取消哪个订单？请告诉我。', 70, 10)).toEqual(['要取消哪个订', '单？请告诉我。']);
    expect(wrapText('取消订单, 退款', 45, 10)).toEqual(['取消订单,', '退款']);
  });
});
