import { describe, expect, it } from 'vitest';
import { createFormat } from '../../widget/format.js';
import { textsFor } from '../../widget/texts.js';

describe('texts', () => {
  it('are Chinese for every Chinese, English for all others', () => {
    expect(['zh', 'zh-CN', 'zh-Hant-TW', 'en-GB', 'de', ''].map((language) => textsFor(language).lang)).toEqual([
      ...['zh', 'zh', 'zh'],
      ...['en', 'en', 'en'],
    ]);
  });
});

describe('money and days', () => {
  const format = createFormat('en-GB', textsFor('en-GB'));

  it('are written as the language does, in the currency’s own minor units', () => {
    expect(format.money({ amount: 123456, currency: 'EUR' })).toBe('€1,234.56');
    expect([format.price(60, 'EUR'), format.price(60, '?')]).toEqual(['€60', '60 ?']);
    expect(format.money({ amount: 1200, currency: 'JPY' })).toBe('JP¥1,200');
    expect(createFormat('de-DE', textsFor('de')).money({ amount: 5400, currency: 'EUR' })).toBe('54,00\u00a0€');
  });

  it('survive a currency or language that does not exist', () => {
    expect(format.money({ amount: 150, currency: '€€€' })).toBe('1.50 €€€');
    expect(createFormat('not a language', textsFor('')).time(0)).toMatch(/\d/);
  });

  it('call the last two days by their names', () => {
    const now = new Date(2026, 10, 24, 9).getTime();
    const days = [0, 1, 2].map((back) => format.day(new Date(2026, 10, 24 - back, 23).getTime(), now));
    expect(days).toEqual(['Today', 'Yesterday', 'Sunday 22 November']);
  });
});
