import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateDemoShop } from '../../src/shop/demo/generate-demo-shop.js';
import { refundDaysSchema } from '../../src/shop/refund-days.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const page = readFileSync('intents/knowledge/refunds.md', 'utf8');
const pageInChinese = readFileSync('intents/knowledge/zh/refunds.md', 'utf8');

describe('the days a refund takes', () => {
  it('are given with the fewest first, for kinds of methods that there are', () => {
    expect(refundDaysSchema.safeParse({ card: [3, 5], paypal: [2, 2] }).success).toBe(true);
    expect(refundDaysSchema.safeParse({ card: [5, 3] }).success).toBe(false);
    expect(refundDaysSchema.safeParse({ cheque: [3, 5] }).success).toBe(false);
  });

  it.each([
    ['card', 'credit or debit card', '信用卡'],
    ['paypal', 'PayPal', 'PayPal'],
    ['bank-transfer', 'bank account', '银行账户'],
  ] as const)('are in the demo shop what its pages say of a refund to: %s', (kind, name, nameInChinese) => {
    const [fewest, most] = generateDemoShop({ seed: '1', now: NOW, policies: [] }).shop.policy.refundDays?.[kind] ?? [];
    expect(lineWith(page, name)).toContain(`${fewest}–${most} working days`);
    expect(lineWith(pageInChinese, nameInChinese)).toContain(`${fewest}–${most} 个工作日`);
  });
});

function lineWith(text: string, name: string): string {
  return text.split('\n').find((line) => line.includes(name) && /\d/u.test(line)) ?? '';
}
