import { beforeEach, describe, expect, it } from 'vitest';
import { Dialogue } from '../../support/a-dialogue.js';
import { wordsOf } from '../../support/shopper.js';
import { aForm } from './a-form.js';
import { aWardrobe } from './a-wardrobe.js';

/** A conversation in which the form asks for one value alone, before its yes. */
function asking(as: string, more: object = {}, language = 'en') {
  const dialogue = new Dialogue(aWardrobe(), { flows: new Map([['form', aForm([{ as, ...more }])]]), language });
  dialogue.says('form please', { intent: 'update_account' });
  return dialogue;
}

let dialogue: Dialogue;
const say = (text: string) => wordsOf(dialogue.says(text));
const value = () => dialogue.conversation.flows.at(-1)?.slots.value;

describe('a day that is asked for', () => {
  beforeEach(() => {
    dialogue = asking('date', { when: 'future' });
  });

  it('is said with its year where that is another one, and corrected at the yes', () => {
    expect(say('between 3 and 7 May 2027')).toMatch(/May.*2027.*May.*2027/);
    expect(value()).toEqual({ as: 'date', from: '2027-05-03', to: '2027-05-07' });
    say('no, 9 May 2027');
    expect(value()).toEqual({ as: 'date', from: '2027-05-09', to: '2027-05-09' });
    expect(dialogue.open).toBe('flow-confirm');
    expect(say('no, 30 December')).not.toContain('2026');
  });

  it('is not one that is over, and help is offered after three that cannot be taken', () => {
    expect(say('3 May 2019')).toContain('2019');
    expect(say('soon')).toMatch(/day/);
    expect(say('whenever')).toContain('(Talk to a person) (Leave it)');
    expect(value()).toBeUndefined();
  });

  it('is one that is over where that was asked', () => {
    dialogue = asking('date', { when: 'past' }, 'zh');
    expect(say('2039年5月3日')).toContain('2039');
    expect(value()).toBeUndefined();
    say('2026年11月12日');
    expect(value()).toEqual({ as: 'date', from: '2026-11-12', to: '2026-11-12' });
  });
});

describe('an amount that is asked for', () => {
  it('is in the shop’s currency, converted from no other, and corrected at the yes', () => {
    dialogue = asking('amount');
    expect(say('$60')).toContain('$60');
    expect(value()).toBeUndefined();
    say('60');
    expect(value()).toEqual({ as: 'amount', amount: 6000 });
    say('no, €45.50');
    expect(value()).toEqual({ as: 'amount', amount: 4550 });
    expect(say('不，五十元')).toContain('50');
    expect(value()).toEqual({ as: 'amount', amount: 5000 });
  });

  it('offers help after three answers that cannot be read', () => {
    dialogue = asking('amount');
    for (const words of ['a lot', 'hm']) expect(say(words)).not.toContain('(Leave it)');
    say('more');
    expect(say('much')).toContain('(Talk to a person) (Leave it)');
  });
});

describe('a size or a colour that is asked for', () => {
  it('is corrected at the yes, in either language', () => {
    dialogue = asking('size');
    say('medium');
    expect(value()).toEqual({ as: 'size', size: 'M' });
    say('actually extra large');
    expect(value()).toEqual({ as: 'size', size: 'XL' });
    say('不，要小码');
    expect(value()).toEqual({ as: 'size', size: 'S' });
    dialogue = asking('colour');
    say('要深蓝色的');
    expect(value()).toEqual({ as: 'colour', colour: 'navy' });
    say('no, green');
    expect(value()).toEqual({ as: 'colour', colour: 'green' });
  });

  it('offers help after three answers that cannot be read', () => {
    dialogue = asking('size');
    for (const words of ['the usual', 'hm', 'my size']) say(words);
    expect(say('whatever fits')).toContain('(Talk to a person) (Leave it)');
  });
});

describe('an e-mail address or a phone number that is asked for', () => {
  it('is the last of two, and corrected at the yes', () => {
    dialogue = asking('email');
    say('not old@example.com, new@example.com');
    expect(value()).toEqual({ as: 'email', email: 'new@example.com' });
    say('no, third@example.com');
    expect(value()).toEqual({ as: 'email', email: 'third@example.com' });
  });

  it('offers help after three answers that cannot be read', () => {
    for (const as of ['email', 'phone']) {
      dialogue = asking(as);
      for (const words of ['the usual', 'hm', 'that one']) say(words);
      expect(say('you have it')).toContain('(Talk to a person) (Leave it)');
    }
  });

  it('keeps what was said where the correction is none', () => {
    dialogue = asking('phone');
    say('087 123 4567');
    expect(say('087 123')).toContain('+353 87 123 4567');
    expect(value()).toEqual({ as: 'phone', e164: '+353871234567' });
    expect(say('no')).toContain('Nothing was noted.');
  });
});
