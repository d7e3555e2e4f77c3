import { describe, expect, it } from 'vitest';
import { en } from '../../src/texts/en.js';
import { textsFor } from '../../src/texts/texts.js';
import { zh } from '../../src/texts/zh.js';
import { GIVEN, listsOf, wordsOf } from './said-by.js';

const place = { currency: 'EUR', timeZone: 'Europe/Dublin' };

describe('what the bot says', () => {
  it.each([
    ['zh', 'CNY', '¥1,234.50', '11月24日周二'],
    ['zh-CN', 'EUR', '€1,234.50', '11月24日周二'],
    ['en', 'EUR', '€1,234.50', 'Tue, 24 November'],
    ['de', 'EUR', '€1,234.50', 'Tue, 24 November'],
  ])('writes money and dates as %s does', (language, currency, money, date) => {
    const texts = textsFor(language, { ...place, currency });
    expect([texts.money(123450), texts.date('2026-11-24T12:00:00Z')]).toEqual([money, date]);
  });

  it('has no English left in Chinese, and no Chinese in English', () => {
    expect(wordsOf(zh).filter((text) => /[a-z]{3}/iu.test(text))).toEqual([]);
    expect(wordsOf(en).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it('says nothing in the same words twice, and keeps every value it is given in each wording', () => {
    for (const catalogue of [en, zh]) {
      for (const ways of listsOf(catalogue)) {
        expect(new Set(ways).size).toBe(ways.length);
        expect(new Set(ways.map((way) => way.includes(GIVEN))).size).toBe(1);
      }
    }
  });
});
