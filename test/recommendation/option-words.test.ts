import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionWords } from '../../src/recommendation/option-words.js';

describe('sizes and colours in one spelling', () => {
  it.each([
    ['Extra Large please', 'xl'],
    ['an X-Large', 'xl'],
    ['XL', 'xl'],
    ['2XL', 'xxl'],
    ['medium', 'm'],
    ['size S', 's'],
    ['extra small', 'xs'],
    ['EU 42', '42'],
    ['eu42', '42'],
    ['UK 8', 'uk8'],
    ['us 9', 'us9'],
    ['42码', '42'],
    ['欧码42', '42'],
    ['M码', 'm'],
    ['中号的', 'm'],
    ['加大码', 'xl'],
    ['特大号', 'xxl'],
    ['深蓝色的', 'navy'],
    ['蓝色M码有吗', 'blue'],
    ['要黑的', 'black'],
    ['gray', 'grey'],
  ])('reads %s as %s', (text, word) => {
    expect(optionWords(text)).toContain(word);
  });

  it('reads one size as one, however it is written', () => {
    for (const text of ['one size', 'One-size fits all', '均码'])
      expect(optionWords(text).slice(0, 2)).toEqual(['one', 'size']);
  });

  it('reads no colour into words that only hold its character', () => {
    expect(optionWords('有红包吗，白天送到')).not.toContain('red');
    expect(optionWords('有红包吗，白天送到')).not.toContain('white');
  });

  it('never takes a British or American number for a plain one', () => {
    fc.assert(
      fc.property(fc.constantFrom('UK', 'US', 'uk ', 'us-'), fc.integer({ min: 3, max: 15 }), (system, size) => {
        const words = optionWords(`do you have ${system}${size}?`);
        expect(words).not.toContain(String(size));
        expect(words).toContain(`${system.toLowerCase().replace(/[ -]/, '')}${size}`);
      }),
    );
  });

  it('reads any text without fault, and its own words again as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const words = optionWords(text);
        expect(words.every((word) => word !== '')).toBe(true);
      }),
    );
  });
});
