import { describe, expect, it } from 'vitest';
import { withTitlesMeant } from '../../../../src/conversation/flow/slots/titles-meant.js';

const order = ['Winter Harbour Throw', 'Dinghy Anorak', 'Boatshed Pendant, Small', 'Porridge Bowls, Pair', '纯棉围裙'];

describe('the item that a Chinese word means', () => {
  it.each([
    ['那条毯子', 'winter harbour throw'],
    ['夹克坏了', 'dinghy anorak'],
    ['灯罩', 'boatshed pendant small'],
    ['碗有一只碎了', 'porridge bowls pair'],
    ['那件围裙', '纯棉围裙'],
  ])('is, in “%s”, “%s”', (text, title) => {
    expect(withTitlesMeant(text, order)).toContain(title);
  });

  it.each(['包裹坏了', '帽子', 'the blanket', '把它换掉'])('is none of the order in “%s”', (text) => {
    expect(withTitlesMeant(text, order)).toBe(text);
  });

  it('is the one that is called so, before what is only alike', () => {
    const titles = ['Glen Check Blanket', 'Winter Harbour Throw', 'Skerry Rain Jacket', 'Gull Wind Jacket'];
    expect(withTitlesMeant('毯子', titles)).toContain('glen check blanket');
    expect(withTitlesMeant('雨衣', ['Skerry Rain Jacket', 'Heron Duffle Coat'])).toContain('skerry rain jacket');
  });

  it('is none where several could be', () => {
    expect(withTitlesMeant('夹克', ['Skerry Rain Jacket', 'Gull Wind Jacket'])).toBe('夹克');
    expect(withTitlesMeant('外套', ['Heron Duffle Coat', 'Dinghy Anorak'])).toBe('外套');
  });
});
