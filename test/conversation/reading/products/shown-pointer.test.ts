import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsOnly, readShownPointer } from '../../../../src/conversation/reading/products/shown-pointer.js';

describe('which of the products that were shown a text picks', () => {
  it.each([
    ['the second one', 1],
    ['second', 1],
    ['and the third one?', 2],
    ['2', 1],
    ['number 3 please', 2],
    ['is the first one waterproof', 0],
    ['the last one', -1],
    ['那第二个呢', 1],
    ['最后一款', -1],
  ])('%s', (text, place) => {
    expect(readShownPointer(text)).toEqual({ kind: 'place', place });
  });

  it.each([
    ['which is the cheapest?', 'price', 'least'],
    ['the cheaper one', 'price', 'least'],
    ['the more expensive one', 'price', 'most'],
    ['which one is lightest', 'weight', 'least'],
    ['which weighs more', 'weight', 'most'],
    ['which of them is best?', 'rating', 'most'],
    ['which one holds the most', 'size', 'most'],
    ['哪个最便宜', 'price', 'least'],
    ['哪款比较轻', 'weight', 'least'],
    ['评价最好的是哪个', 'rating', 'most'],
  ])('%s', (text, quality, end) => {
    expect(readShownPointer(text)).toEqual({ kind: 'end', quality, end });
  });

  it.each(["what's the difference?", 'compare them', 'how do they compare', '有什么区别'])('%s', (text) => {
    expect(readShownPointer(text)).toEqual({ kind: 'difference', places: [] });
  });

  it.each([
    '',
    'something cheaper',
    'my second order is late',
    'the last time I called',
    'first of all, hello',
    '最重要的是什么',
  ])('“%s” picks none', (text) => {
    expect(readShownPointer(text)).toBeUndefined();
  });
});

describe('whether a text says no more than which one', () => {
  it.each([
    'the second one',
    'tell me more about the cheaper one',
    "I'll take the last one",
    'and the blue one, number 2?',
    'which is lightest?',
    '那第二个呢',
    '哪个最轻？',
  ])('“%s” does not', (text) => {
    expect(pointsOnly(text)).toBe(true);
  });

  it.each(['is the second one waterproof', 'cancel the second one', 'what', 'hello', '第二个防水吗', '取消第二个'])(
    '“%s” does, or picks none',
    (text) => {
      expect(pointsOnly(text)).toBe(false);
    },
  );

  it('is told of any text in a time that grows no faster than the text', () => {
    const words = fc.array(
      fc.constantFrom('the', 'second', 'one', 'which', 'is', 'cheaper', '第', '二', '个', '便宜', ' '),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ').repeat(20);
        expect(typeof pointsOnly(text)).toBe('boolean');
        expect(() => readShownPointer(text)).not.toThrow();
      }),
    );
  });
});
