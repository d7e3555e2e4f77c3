import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageTag } from '../../src/protocol/language-tag.js';

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['EN-gb', 'en-GB'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['de-u-nu-latn-x-secret', 'de'],
  ])('of %s is %s', (text, tag) => {
    expect(languageTag(text)).toBe(tag);
  });

  it.each(['', 'en-!!', 'zh-\0', '__proto__', 'constructor', 'en_US', ' en'])('is none in %j', (text) => {
    expect(languageTag(text)).toBeUndefined();
  });

  it('whatever is sent, can be given to Intl', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 35 }), (text) => {
        const tag = languageTag(text) ?? 'en';
        expect(new Intl.NumberFormat(tag).format(1)).toBeTruthy();
      }),
    );
  });
});
