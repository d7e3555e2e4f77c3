import { describe, expect, it } from 'vitest';
import { figureAt } from '../../../src/conversation/phrasing/figures.js';

describe('figures', () => {
  it.each([
    ['€49.90', 'money', 'eur 49.9'],
    ['49.90 euros', 'money', 'eur 49.9'],
    ['eur 1,049.90', 'money', 'eur 1049.9'],
    ['us$49.90', 'money', 'usd 49.9'],
    ['49.9 欧元', 'money', 'eur 49.9'],
    ['20%', 'percent', '20'],
    ['20 percent', 'percent', '20'],
    ['百分之二十', 'percent', '20'],
    ['1 december', 'date', '12-1'],
    ['december 1st', 'date', '12-1'],
    ['the 1st of dec'.slice(4), 'date', '12-1'],
    ['12月1日', 'date', '12-1'],
    ['十二月一日', 'date', '12-1'],
    ['tuesday', 'weekday', '2'],
    ['tue', 'weekday', '2'],
    ['周二', 'weekday', '2'],
    ['星期日', 'weekday', '7'],
    ['hl-104233', 'id', 'hl104233'],
    ['seventeen', 'number', '17'],
    ['twenty-one', 'number', '21'],
    ['三百二十', 'number', '320'],
    ['二〇二六', 'number', '2026'],
    ['1,000', 'number', '1000'],
    ['help@shop.example', 'link', 'help@shop.example'],
    ['https://shop.example/a', 'link', 'https://shop.example/a'],
    ['shop.example/a', 'link', 'shop.example/a'],
  ])('reads %s as %s %s', (written, kind, value) => {
    expect(figureAt(written, 0)).toEqual({ figure: { kind, value }, length: written.length });
  });

  it('reads what is no figure as none', () => {
    for (const word of ['sunny', 'maybe', 'ones', 'mayor', 'tender', 'order'])
      expect(figureAt(word, 0)).toBeUndefined();
  });
});
