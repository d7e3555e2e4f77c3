import { describe, expect, it } from 'vitest';
import { refundStatus } from '../../../src/conversation/replies/refund-status.js';
import type { Shop } from '../../../src/shop/shop.js';
import { aCustomer, anOrder, aShop, aTurn } from '../../support/a-turn.js';

/** The clock of these tests stands at Tuesday, 24 November. */
const refunded = (methodId: string, at: string) =>
  anOrder({
    status: 'cancelled',
    payments: [
      { kind: 'payment', amount: 5900, methodId },
      { kind: 'refund', amount: 5900, methodId, at },
    ],
  });

function told(methodId: string, at: string, refundDays?: Shop['policy']['refundDays'], language = 'en'): string {
  const shop = aShop({ refundDays });
  const facts = { shop, customer: aCustomer(), orders: [refunded(methodId, at)] };
  const [block] = refundStatus(aTurn({ conversation: { language }, facts })).blocks;
  return block?.kind === 'text' ? block.text : '';
}

describe('where a refund is', () => {
  it('is on its way while the shop’s days for that kind of method are not over', () => {
    const words = told('card-1', '2026-11-20T10:00:00Z', { card: [3, 5] });
    expect(words).toContain('It takes 3 to 5 working days to arrive.');
    expect(words).not.toMatch(/refunded|by now/);
  });

  it('should be there once they are, a weekend not counted', () => {
    expect(told('card-1', '2026-11-16T10:00:00Z', { card: [3, 5] })).toContain('so it should be there by now');
    expect(told('card-1', '2026-11-17T10:00:00Z', { card: [3, 5] })).not.toContain('by now');
  });

  it('is on a gift card at once', () => {
    expect(told('gift-1', '2026-11-24T10:00:00Z', { card: [3, 5] })).toContain(
      'was refunded to gift card ending 77 on',
    );
  });

  it.each([undefined, {}, { paypal: [1, 2] as [number, number] }])(
    'was sent and nothing more where the shop names no days for it: %j',
    (refundDays) => {
      const words = told('card-1', '2026-11-02T10:00:00Z', refundDays);
      expect(words).toMatch(/was sent to Visa ending 4242 on .*November\.$/);
    },
  );

  it('is told in Chinese with the method in Chinese', () => {
    expect(told('gift-1', '2026-11-24T10:00:00Z', {}, 'zh')).toContain('退至尾号 77 的礼品卡');
    expect(told('card-1', '2026-11-23T10:00:00Z', { card: [2, 2] }, 'zh')).toContain('到账需要 2 个工作日。');
  });
});
