import { describe, expect, it } from 'vitest';
import { withoutPersonal } from '../../../src/learning/data-care/without-personal.js';

describe('a message without personal data', () => {
  it.each([
    ['where is HL-104233', 'where is my order'],
    ['where is ORD2026-55431', 'where is my order'],
    ['where is my order ORD2026-55431?', 'where is my order?'],
    ['where is order ORD-2026-55431 now', 'where is my order now'],
    ['2026-HL-55431 has not come', 'my order has not come'],
    ['cancel WEB100045A please', 'cancel my order please'],
    ['订单HL-104233到哪了', '订单 my order 到哪了'],
    ['订单 HL-104233 到哪了', '订单 my order 到哪了'],
    ['订单ORD2026-55431到哪了', '订单 my order 到哪了'],
    ['订单HL 104233到哪了', '订单 my order 到哪了'],
    ['取消HL104233', '取消 my order'],
  ])('has order numbers of every shape replaced alike: %s', (text, expected) => {
    expect(withoutPersonal(text)).toBe(expected);
  });

  it.each([
    ['my account is 88120045', 'my account is 0'],
    ['电话13812345678', '电话0'],
    ['订单104233到哪了', '订单0到哪了'],
  ])('has long numbers without letters as 0: %s', (text, expected) => {
    expect(withoutPersonal(text)).toBe(expected);
  });

  it.each([
    'do you have the WH-1000XM4 headphones',
    'is the iphone15 in stock',
    'delivery in 3-5 days?',
    '买2024款的外套',
    'i need 2 of size 42',
  ])('keeps what numbers nobody: %s', (text) => {
    expect(withoutPersonal(text)).toBe(text);
  });

  it('is left as it is the second time', () => {
    const once = withoutPersonal('ORD2026-55431 for Anna Berg, anna@example.com, 电话13812345678');
    expect(withoutPersonal(once)).toBe(once);
    expect(once).not.toMatch(/\d{2}|anna|berg/i);
  });
});
