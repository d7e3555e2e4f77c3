import { describe, expect, it } from 'vitest';
import { asksForPage } from '../../src/knowledge/asks-for-page.js';

const returns = { pageTitle: 'Returns', pageId: 'returns' };
const delivery = { pageTitle: 'Delivery', pageId: 'delivery' };
const inChinese = { pageTitle: '退货', pageId: 'returns' };

describe('a page is asked for as such', () => {
  it.each([
    ['return policy?', returns],
    ["what's your policy on returns?", returns],
    ['whats ur return policy', returns],
    ['hi, can you tell me your rules for returning please', returns],
    ['Delivery terms', delivery],
    ['what are the conditions of your delivery', delivery],
    ['退货政策', inChinese],
    ['你们退货是怎么规定的？', inChinese],
    ['你們的退貨規定是什麼', inChinese],
  ])('by %j', (text, page) => {
    expect(asksForPage(text, page)).toBe(true);
  });

  it.each([
    ['return policy for opened candles', returns],
    ['what is your policy on gift cards', returns],
    ['how long do I have to return', returns],
    ['returns', returns],
    ['delivery policy', returns],
    ['does the return policy apply to sale items', returns],
    ['退货运费规定', inChinese],
    ['退货', inChinese],
    ['换货政策', inChinese],
  ])('not by %j', (text, page) => {
    expect(asksForPage(text, page)).toBe(false);
  });
});
