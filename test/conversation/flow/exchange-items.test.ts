import { describe, expect, it } from 'vitest';
import { Dialogue } from '../../support/a-dialogue.js';
import { wordsOf } from '../../support/shopper.js';
import { aWardrobe } from './a-wardrobe.js';

describe('exchanging items', () => {
  it('keeps what was not said to change: “in L” keeps the colour', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('exchange the jacket from TS-1003', { intent: 'exchange_item' });
    expect(dialogue.open).toBe('variants');
    dialogue.says('size L please');
    expect(dialogue.open).toBe('method');
    const asked = wordsOf(dialogue.says('my visa'));
    expect(asked).toContain('Quay jacket (Blue, M) → Blue, L');
    expect(asked).toContain('It costs €5.00 more.');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1003')).toMatchObject({ status: 'exchange-requested', exchanging: { difference: 500 } });
  });

  it('says that a version is sold out and offers those that are there', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('exchange the jacket from TS-1003', { intent: 'exchange_item' });
    const words = wordsOf(dialogue.says('size S'));
    expect(words).toContain('Blue, S is sold out');
    expect(words).toContain('(Blue, L · €64.00)');
    expect(words).not.toContain('(Blue, S');
  });

  it('refuses a gift card that holds too little at once, and asks for another method', () => {
    const file = aWardrobe();
    const [customer] = file.customers;
    const card = customer?.paymentMethods.find(({ id }) => id === 'gift-1');
    if (card !== undefined) card.balance = 100;
    const dialogue = new Dialogue(file);
    dialogue.says('exchange the jacket from TS-1003 for size L', { intent: 'exchange_item' });
    const words = wordsOf(dialogue.says('my gift card'));
    expect(words).toContain('not enough on that gift card');
    expect(dialogue.open).toBe('method');
  });

  it('says so where a product has no other version', () => {
    const dialogue = new Dialogue(aWardrobe());
    const words = wordsOf(dialogue.says('exchange the trail bottle from TS-1003', { intent: 'exchange_item' }));
    expect(words).toMatch(/send it back instead|A return is possible/);
    expect(dialogue.conversation.flows).toEqual([]);
  });
});

describe('changing a pending order', () => {
  it('takes other versions once, and says that it is once', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('change the jacket in my order TS-1001 to green', { intent: 'change_items' });
    const asked = wordsOf(dialogue.says('visa'));
    expect(asked).toContain('It costs €5.00 less.');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1001')).toMatchObject({ status: 'pending', total: 8400 });
    const again = wordsOf(dialogue.says('cancel TS-1001', { intent: 'cancel_order' }));
    expect(again).toContain('were changed already');
  });

  it('reads an address behind the number of the order it is for', () => {
    const dialogue = new Dialogue(aWardrobe());
    const text = 'please change the address of TS-1001 to Harbour Road 12, Cork, T12 A8CD';
    dialogue.says(text, { intent: 'change_address' });
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1001')?.address).toMatchObject({ line1: 'Harbour Road 12', city: 'Cork' });
  });

  it('reads an address in one message and says what is missing of it', () => {
    const dialogue = new Dialogue(aWardrobe());
    dialogue.says('send TS-1001 to another address', { intent: 'change_address' });
    expect(wordsOf(dialogue.says('Harbour Road 12'))).toContain('the city, the postcode');
    const asked = wordsOf(dialogue.says('Harbour Road 12, Cork, T12 A8CD'));
    expect(asked).toContain('Harbour Road 12, Cork, T12 A8CD');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1001')?.address).toMatchObject({
      line1: 'Harbour Road 12',
      city: 'Cork',
      postcode: 'T12 A8CD',
    });
  });
});
