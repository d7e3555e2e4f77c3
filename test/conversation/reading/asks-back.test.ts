import { describe, expect, it } from 'vitest';
import { asksBack } from '../../../src/conversation/reading/asks-back.js';
import { Dialogue } from '../../support/a-dialogue.js';
import { wordsOf } from '../../support/shopper.js';
import { aWardrobe } from '../flow/a-wardrobe.js';

describe('asking back about a refusal', () => {
  it.each([
    'why not',
    'but why?',
    'so thats a no?',
    "so that's a no then",
    'is that a no',
    'no?',
    'really?',
    'why can’t I',
    'why cant you cancel it',
    'how come',
    'is it impossible',
    '为什么',
    '为什么不行？',
    '就是不行吗',
    '真的不行吗',
    '凭什么',
  ])('is told: %s', (text) => {
    expect(asksBack(text)).toBe(true);
  });

  it.each([
    'no',
    'why is my parcel late',
    'really nice jacket, is it warm',
    'can I change the address',
    '为什么还没发货',
    '不用了',
    '好的',
  ])('is not: %s', (text) => {
    expect(asksBack(text)).toBe(false);
  });

  it('is answered with the reason until something else is served', () => {
    const dialogue = new Dialogue(aWardrobe());
    const refused = wordsOf(dialogue.says('cancel TS-1002', { intent: 'cancel_order' }));
    expect(refused).toContain('TS-1002 can no longer be');
    expect(wordsOf(dialogue.says('why not', { intent: 'affirm' }))).toContain('TS-1002 can no longer be');
    expect(wordsOf(dialogue.says('so thats a no?', { intent: 'deny' }))).toContain('TS-1002 can no longer be');
    dialogue.says('where is TS-1001', { intent: 'track_order' });
    expect(wordsOf(dialogue.says('why not', { intent: 'affirm' }))).not.toContain('TS-1002 can no longer be');
  });
});
