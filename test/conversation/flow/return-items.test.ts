import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../../src/conversation/load-intents.js';
import { Dialogue } from '../../support/a-dialogue.js';
import { wordsOf } from '../../support/shopper.js';
import { aWardrobe } from './a-wardrobe.js';

describe('sending items back', () => {
  it('asks one thing at a time: which order, which items, where the money goes, yes', () => {
    const dialogue = new Dialogue(aWardrobe());
    const orders = dialogue.says('I want to return something', { intent: 'return_item' });
    expect(dialogue.open).toBe('order');
    expect(wordsOf(orders)).not.toContain('TS-1001');
    dialogue.presses(orders, 'TS-1003');
    expect(dialogue.open).toBe('items');
    dialogue.says('the jacket');
    expect(dialogue.open).toBe('method');
    const asked = wordsOf(dialogue.says('back to my card'));
    for (const part of ['TS-1003', 'Quay jacket (Blue, M)', 'Visa ending 4242']) expect(asked).toContain(part);
    expect(dialogue.actions).toEqual([]);
    dialogue.says('yes please', { intent: 'affirm' });
    expect(dialogue.order('TS-1003')).toMatchObject({
      status: 'return-requested',
      returning: { parts: [{ line: 0, quantity: 1 }], methodId: 'card-1', amount: 5900 },
    });
  });

  it('takes everything a single message says', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('send the trail bottle from TS-1004 back, refund to my gift card', { intent: 'return_item' });
    expect(dialogue.open).toBe('flow-confirm');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.actions).toMatchObject([{ parts: [{ line: 1, quantity: 2 }], methodId: 'gift-1' }]);
  });

  it('offers only orders that can be sent back, and takes the one that holds what was named', () => {
    const dialogue = new Dialogue(aWardrobe({ returnDays: 7 }));
    dialogue.says('I want to return something', { intent: 'return_item' });
    expect(dialogue.conversation.flows[0]?.slots.order).toMatchObject({ orderId: 'TS-1003' });
    const file = aWardrobe();
    const [jacketOnly] = file.orders.filter(({ id }) => id === 'TS-1004');
    jacketOnly?.items.splice(1);
    const bottles = new Dialogue(file);
    bottles.says('return the bottles', { intent: 'return_item' });
    expect(bottles.conversation.flows[0]?.slots.order).toMatchObject({ orderId: 'TS-1003' });
  });

  it.each([
    ['en', 'the second one', 'gift-1'],
    ['zh', '第一个', 'card-1'],
    ['zh', '退到我的卡', 'card-1'],
    ['zh', '礼品卡', 'gift-1'],
  ])('takes a method by its place or its kind (%s: %s)', (language, words, methodId) => {
    const dialogue = new Dialogue(aWardrobe(), { language });
    dialogue.says('return the jacket from TS-1003', { intent: 'return_item' });
    dialogue.says(words);
    expect(dialogue.conversation.flows[0]?.slots.method).toEqual({ as: 'method', methodId });
  });

  it('goes on at the same question after another one was answered', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return something from TS-1003', { intent: 'return_item' });
    const words = wordsOf(dialogue.says('by the way what does delivery to Spain cost', { intent: 'delivery_cost' }));
    expect(words).toContain('Back to: Send something back.');
    expect(dialogue.open).toBe('items');
  });

  it('serves another job in between and comes back by itself', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return something from TS-1003', { intent: 'return_item' });
    dialogue.says('please cancel TS-1001 for me now', { intent: 'cancel_order' });
    expect(dialogue.conversation.flows.map(({ flow }) => flow.flow)).toEqual(['return-items', 'cancel-order']);
    const words = wordsOf(dialogue.says('yes', { intent: 'affirm' }));
    expect(words).toContain('Back to: Send something back.');
    expect(dialogue.order('TS-1001')?.status).toBe('cancelled');
    expect(dialogue.open).toBe('items');
    expect(dialogue.conversation.flows.map(({ flow }) => flow.flow)).toEqual(['return-items']);
  });

  it('changes what was said when the customer corrects it, and asks for a new yes', () => {
    const dialogue = new Dialogue(aWardrobe());
    const first = dialogue.says('return the jacket from TS-1003 to my card', { intent: 'return_item' });
    expect(dialogue.open).toBe('flow-confirm');
    const corrected = wordsOf(dialogue.says('no, the bottles', { intent: 'deny' }));
    expect(corrected).toContain('2 × Trail bottle');
    expect(corrected).not.toContain('Quay jacket');
    dialogue.presses(first, 'Open the return');
    expect(dialogue.actions).toEqual([]);
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.actions).toMatchObject([{ parts: [{ line: 1 }] }]);
  });

  it('takes another method at the confirmation, although it sounds like a question about gift cards', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return the jacket from TS-1003 to my card', { intent: 'return_item' });
    expect(wordsOf(dialogue.says('to my gift card instead', { intent: 'gift_card' }))).toContain('gift card ending 77');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.actions).toMatchObject([{ methodId: 'gift-1' }]);
  });

  it('begins another job that is asked for in a few words and read surely', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return something from TS-1003', { intent: 'return_item' });
    const intent = { kind: 'confident', intent: 'cancel_order', probability: 0.99 } as const;
    expect(wordsOf(dialogue.says('please cancel order TS-1002', { intent }))).toContain('it is on its way');
    expect(dialogue.open).toBe('items');
    expect(wordsOf(dialogue.says('the jacket'))).toContain('Visa');
  });

  it('refuses an order that was corrected to as it would have at first', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return something from TS-1003', { intent: 'return_item' });
    expect(wordsOf(dialogue.says('no, TS-1002', { intent: 'deny' }))).toContain('it is on its way');
    expect(dialogue.conversation.flows).toEqual([]);
  });

  it('takes the place of a card number that was not kept for no card', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return the jacket from TS-1003', { intent: 'return_item' });
    dialogue.says('[card]');
    expect(dialogue.open).toBe('method');
  });

  it('takes what was said before it was asked which of two things was meant', () => {
    const dialogue = new Dialogue(aWardrobe());
    const asked = dialogue.says('return the jacket from TS-1003 to my gift card', {
      intent: { kind: 'ambiguous', intents: ['return_item', 'gift_card'] },
    });
    dialogue.presses(asked, 'Return something');
    expect(dialogue.open).toBe('flow-confirm');
  });

  it('asks for the items again when the order becomes another one', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return the jacket from TS-1003 to my card', { intent: 'return_item' });
    dialogue.says('no, I meant TS-1004', { intent: 'deny' });
    expect(dialogue.open).toBe('items');
  });

  it('offers a person or to leave it after three answers that cannot be read', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return something from TS-1003', { intent: 'return_item' });
    dialogue.says('the thing');
    dialogue.says('you know what I mean');
    const words = dialogue.says('the one I bought');
    expect(wordsOf(words)).toContain('(Talk to a person)');
    expect(wordsOf(dialogue.presses(words, 'Leave it'))).toContain('Nothing was changed');
    expect(dialogue.conversation.flows).toEqual([]);
  });

  it('is left when the customer says so', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('return something from TS-1003', { intent: 'return_item' });
    dialogue.says('never mind', { intent: 'deny' });
    expect(dialogue.conversation.flows).toEqual([]);
    expect(dialogue.open).toBeUndefined();
  });

  it('says why an order that is not delivered, or long ago, cannot be sent back', () => {
    expect(wordsOf(new Dialogue(aWardrobe()).says('return TS-1002', { intent: 'return_item' }))).toContain(
      'TS-1002 cannot be sent back: it is on its way',
    );
    const strict = new Dialogue(aWardrobe({ returnDays: 7 }));
    expect(wordsOf(strict.says('return TS-1004', { intent: 'return_item' }))).toContain('time for sending back');
  });

  it('ends by the steps it began with, whatever is deployed meanwhile', async () => {
    const { flows } = await loadIntents('intents');
    const dialogue = new Dialogue(aWardrobe(), { flows });
    dialogue.says('return something from TS-1003', { intent: 'return_item' });
    flows.clear();
    dialogue.says('the jacket');
    dialogue.says('my card');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1003')?.status).toBe('return-requested');
  });
});
