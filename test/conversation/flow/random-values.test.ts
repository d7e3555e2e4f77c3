import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Dialogue } from '../../support/a-dialogue.js';
import { aForm } from './a-form.js';
import { aWardrobe } from './a-wardrobe.js';

const KINDS = ['product', 'variant', 'date', 'amount', 'size', 'colour', 'phone', 'email'];
const form = aForm(KINDS.map((as) => ({ as })));

/** What people write, in pieces: readable or not, for this question or for another. */
const words = fc.constantFrom(
  ...['the quay jacket', 'trail botle', 'the coat', 'blue', 'M', 'actually size L', '不，要绿色的', '中号', 'no,'],
  ...[
    'next friday',
    '30 February',
    '下周三到周五',
    '3/5/2027',
    'between 3 and 7 May',
    '€60',
    '$5',
    '六十元',
    '1.250,50',
  ],
  ...['087 123 4567', '+49 30 901820', '087 12', '0000000000', 'ada@example.com', 'a@b', 'the second one', 'hmm', '，'],
);
const line = fc.array(words, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(' '));

it('whatever is said of values, each slot holds one of its own kind, no filled one is asked for, and one can leave', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 14 }), (lines) => {
      const dialogue = new Dialogue(aWardrobe(), { flows: new Map([['form', form]]) });
      dialogue.says('form please', { intent: 'update_account' });
      for (const text of lines) {
        expect(dialogue.says(text).length).toBeGreaterThan(0);
        const { flows, question } = dialogue.conversation;
        const slots = flows.at(-1)?.slots ?? {};
        for (const step of form.steps) {
          if ('ask' in step && slots[step.ask] !== undefined) expect(slots[step.ask]?.as).toBe(step.as);
        }
        if (question?.kind === 'flow-slot') expect(slots[question.slot]).toBeUndefined();
      }
      for (let tries = 0; tries < 3; tries++) dialogue.says('never mind', { intent: 'deny' });
      expect(dialogue.conversation.flows).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
