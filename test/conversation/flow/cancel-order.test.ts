import { describe, expect, it } from 'vitest';
import { orderSchema } from '../../../src/shop/shop.js';
import { Dialogue } from '../../support/a-dialogue.js';
import { wordsOf } from '../../support/shopper.js';
import { aWardrobe } from './a-wardrobe.js';

describe('cancelling an order in the chat', () => {
  it('asks for a yes to exactly what happens, and does nothing before it', () => {
    const dialogue = new Dialogue(aWardrobe());
    const asked = wordsOf(dialogue.says('cancel my order', { intent: 'cancel_order' }));
    for (const part of ['TS-1001', 'Quay jacket', '2 × Trail bottle', '€89.00']) expect(asked).toContain(part);
    expect(dialogue.open).toBe('flow-confirm');
    expect(dialogue.actions).toEqual([]);
    const done = wordsOf(dialogue.says('yes', { intent: 'affirm' }));
    expect(done).toContain('€89.00 goes back to Visa ending 4242.');
    expect(dialogue.actions).toMatchObject([{ kind: 'cancel-order', orderId: 'TS-1001' }]);
    expect(dialogue.order('TS-1001')?.status).toBe('cancelled');
    expect(dialogue.conversation.flows).toEqual([]);
  });

  it.each([
    ['hmm', 0.95],
    ['let me think about it', 0.95],
    ['is that a yes?', 0.97],
    ['再想想', 0.95],
    ['it may be so', 0.75],
  ])('takes %s for no yes, however the model reads it', (text, probability) => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('cancel my order', { intent: 'cancel_order' });
    dialogue.says(text, { intent: { kind: 'confident', intent: 'affirm', probability } });
    expect(dialogue.actions).toEqual([]);
    expect(dialogue.open).toBe('flow-confirm');
  });

  it('stays with the order it was corrected to, whichever was looked at before', () => {
    const file = aWardrobe();
    const second = orderSchema.parse({ ...file.orders[0], id: 'TS-1005' });
    const dialogue = new Dialogue({ ...file, orders: [...file.orders, second] });
    dialogue.says('cancel TS-1001', { intent: 'cancel_order' });
    dialogue.says('no, TS-1005', { intent: 'deny' });
    dialogue.says('hmm', { intent: 'affirm' });
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.actions).toMatchObject([{ orderId: 'TS-1005' }]);
  });

  it.each([
    ['a no', { text: 'no', intent: 'deny' }],
    ['a sentence that begins with no', { text: 'no wait', intent: 'affirm' }],
  ])('changes nothing after %s', (_what, { text, intent }) => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('cancel my order', { intent: 'cancel_order' });
    expect(wordsOf(dialogue.says(text, { intent }))).toMatch(/stays|kept/);
    expect(dialogue.actions).toEqual([]);
    expect(dialogue.conversation.flows).toEqual([]);
  });

  it.each([
    ['an uncertain yes', 'yes', { kind: 'unsure' } as const],
    ['the wish again', 'cancel my order', 'cancel_order'],
    ['a yes that names another order', 'yes cancel TS-1002', 'cancel_order'],
  ])('does not take %s for a yes', (_what, text, intent) => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('cancel my order', { intent: 'cancel_order' });
    dialogue.says(text, { intent });
    expect(dialogue.actions).toEqual([]);
  });

  it('takes the quick reply for what it was shown for, and no other', () => {
    const dialogue = new Dialogue(aWardrobe());
    const asked = dialogue.says('cancel my order', { intent: 'cancel_order' });
    dialogue.says('Cancel order TS-1001', { choice: 'flow:yes:0000000000000000' });
    expect(dialogue.actions).toEqual([]);
    dialogue.presses(asked, 'Cancel order TS-1001');
    expect(dialogue.actions).toHaveLength(1);
  });

  it('says why an order on its way cannot be cancelled, and asks for nothing more', () => {
    const dialogue = new Dialogue(aWardrobe());
    const words = wordsOf(dialogue.says('cancel TS-1002', { intent: 'cancel_order' }));
    expect(words).toContain('TS-1002 can no longer be changed or cancelled: it is on its way');
    expect(dialogue.open).toBeUndefined();
  });

  it('takes “it” for the order being talked about, and says why that one cannot be cancelled', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('where is TS-1002', { intent: 'track_order' });
    expect(wordsOf(dialogue.says('cancel it', { intent: 'cancel_order' }))).toContain('TS-1002 can no longer be');
    expect(wordsOf(dialogue.says('then cancel another order', { intent: 'cancel_order' }))).toContain('TS-1001');
  });

  it('asks for one of the shop’s reasons where it wants one, and tells them when another is given', () => {
    const dialogue = new Dialogue(aWardrobe({ cancelReasons: ['no longer needed', 'ordered by mistake'] }));
    dialogue.says('cancel my order', { intent: 'cancel_order' });
    expect(dialogue.open).toBe('reason');
    expect(wordsOf(dialogue.says('I found it cheaper in another shop', { intent: 'discounts' }))).toContain('Cancel');
    expect(wordsOf(dialogue.says('it was too dear'))).toContain('no longer needed, or ordered by mistake');
    dialogue.says('I ordered it by mistake, sorry');
    expect(dialogue.open).toBe('flow-confirm');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.actions).toMatchObject([{ reason: 'ordered by mistake' }]);
  });

  it('takes the reason from the message that asked for it', () => {
    const dialogue = new Dialogue(aWardrobe({ cancelReasons: ['no longer needed', 'ordered by mistake'] }));
    dialogue.says('cancel TS-1001, it is no longer needed', { intent: 'cancel_order' });
    expect(dialogue.open).toBe('flow-confirm');
  });

  it('answers a question in between and puts the confirmation again', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('cancel my order', { intent: 'cancel_order' });
    const words = wordsOf(dialogue.says('how long does the money take then?', { intent: 'refund_policy' }));
    expect(words).toContain('Back to: Cancel an order.');
    expect(words).toContain('(Cancel order TS-1001)');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1001')?.status).toBe('cancelled');
  });

  it('speaks Chinese to who writes Chinese', () => {
    const dialogue = new Dialogue(aWardrobe(), { language: 'zh' });
    expect(wordsOf(dialogue.says('取消订单', { intent: 'cancel_order' }))).toMatch(/取消订单 TS-1001/);
  });
});
