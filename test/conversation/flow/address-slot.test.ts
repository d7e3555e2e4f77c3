import { describe, expect, it } from 'vitest';
import { slotValueSchema } from '../../../src/conversation/flow/slot-value.js';
import { Dialogue } from '../../support/a-dialogue.js';
import { wordsOf } from '../../support/shopper.js';
import { aWardrobe } from './a-wardrobe.js';

const WHOLE = 'Mara Lindqvist, 12 Harbour Road, Flat 3, Cork, Munster, T12 A8CD';

function asked(): Dialogue {
  const dialogue = new Dialogue(aWardrobe());
  dialogue.says('send TS-1001 to another address', { intent: 'change_address' });
  return dialogue;
}

describe('an address that is asked for', () => {
  it('is agreed to with all its parts, and kept so', () => {
    const dialogue = asked();
    expect(wordsOf(dialogue.says(WHOLE))).toContain(
      'Mara Lindqvist, 12 Harbour Road, Flat 3, Cork, Munster, T12 A8CD, IE',
    );
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1001')?.address).toEqual({
      name: 'Mara Lindqvist',
      line1: '12 Harbour Road',
      line2: 'Flat 3',
      city: 'Cork',
      region: 'Munster',
      postcode: 'T12 A8CD',
      country: 'IE',
    });
  });

  it('holds its parts in the order in which they are stored, or no yes would be a yes to it', () => {
    const dialogue = asked();
    dialogue.says(WHOLE);
    const filled = dialogue.events.filter((event) => event.kind === 'slot-filled').map(({ value }) => value);
    expect(filled.map((value) => JSON.stringify(slotValueSchema.parse(value)))).toEqual(
      filled.map((value) => JSON.stringify(value)),
    );
  });

  it('waits for its country where the postcode is another’s, and asks again for one that is none', () => {
    const dialogue = asked();
    const blocks = dialogue.says('Keizersgracht 12, Flat 3, Amsterdam, 1015 AB');
    expect(wordsOf(blocks)).toContain('(Netherlands)');
    expect(wordsOf(dialogue.says('over there'))).toContain('(Netherlands)');
    expect(wordsOf(dialogue.presses(blocks, 'Netherlands'))).toContain('Amsterdam, 1015 AB, NL');
    dialogue.says('yes', { intent: 'affirm' });
    expect(dialogue.order('TS-1001')?.address).toMatchObject({ line2: 'Flat 3', country: 'NL' });
  });
});
