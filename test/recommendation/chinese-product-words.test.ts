import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEnglishNames } from '../../src/recommendation/chinese-product-words.js';

describe('what is named in Chinese', () => {
  it.each([
    ['推荐几件毛衣', 'jumper'],
    ['有帐篷吗', 'tent'],
    ['想买防水的登山靴', 'walking boots waterproof'],
    ['保温杯', 'flask'],
  ])('“%s” is also %s', (text, english) => {
    expect(withEnglishNames(text)).toBe(`${text} ${english}`);
  });

  it.each(['where is my order', '我的订单到哪了', '不要羊毛的', ''])('“%s” stays as it is', (text) => {
    expect(withEnglishNames(text)).toBe(text);
  });

  it('only ever adds to a text', () => {
    const text = fc
      .array(fc.constantFrom('毛', '衣', '雨', '鞋', '背', '包', '不要', 'a', ' ', '，'))
      .map((parts) => parts.join(''));
    fc.assert(fc.property(text, (written) => withEnglishNames(written).startsWith(written)));
  });
});
