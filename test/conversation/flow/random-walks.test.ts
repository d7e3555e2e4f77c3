import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dialogue } from '../../support/a-dialogue.js';
import { aWardrobe } from './a-wardrobe.js';

/** What customers write, with what it means; and the quick replies of the last answer, by their place. */
const LINES: [string, string?][] = [
  ['cancel my order', 'cancel_order'],
  ['cancel TS-1002', 'cancel_order'],
  ['I want to return something', 'return_item'],
  ['return the jacket from TS-1003 to my gift card', 'return_item'],
  ['exchange the jacket from TS-1004 for size L', 'exchange_item'],
  ['change the jacket in TS-1001 to green', 'change_items'],
  ['send TS-1001 to another address', 'change_address'],
  ['Harbour Road 12, Cork, T12 A8CD'],
  ['TS-1003'],
  ['TS-9999'],
  ['the bottles'],
  ['everything'],
  ['size L'],
  ['no, the other one', 'deny'],
  ['my visa'],
  ['gift card', 'gift_card'],
  ['how long do refunds take here usually', 'refund_policy'],
  ['yes', 'affirm'],
  ['no', 'deny'],
  ['never mind', 'deny'],
  ['hmm'],
  ['thank you', 'thanks'],
];

const move = fc.oneof(
  { weight: 3, arbitrary: fc.nat(LINES.length - 1).map((line) => ({ line })) },
  { weight: 2, arbitrary: fc.nat(7).map((choice) => ({ choice })) },
);

describe('whatever is said, in whatever order', () => {
  it('nothing is written without a yes to it, no question comes twice once its slot is filled, and there is always a way on', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 25 }), (moves) => {
        const dialogue = new Dialogue(aWardrobe());
        let last: ReturnType<Dialogue['says']> = [];
        for (const one of moves) {
          const before = dialogue.conversation;
          const done = dialogue.actions.length;
          last = play(dialogue, last, one);
          expect(last.length).toBeGreaterThan(0);
          expect(dialogue.actions.length - done).toBeLessThanOrEqual(1);
          // Written only on a yes to the confirmation that was open.
          if (dialogue.actions.length > done) expect(before.question?.kind).toBe('flow-confirm');
          const { flows, question } = dialogue.conversation;
          const top = flows.at(-1);
          if (question?.kind === 'flow-slot') expect(top?.slots[question.slot]).toBeUndefined();
          // A flow under way waits for an answer; without one nothing is waited for.
          expect(top === undefined).toBe(question?.kind !== 'flow-slot' && question?.kind !== 'flow-confirm');
          expect(flows.length).toBeLessThanOrEqual(3);
        }
        leave(dialogue);
        expect(dialogue.conversation.flows).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

function play(dialogue: Dialogue, last: ReturnType<Dialogue['says']>, one: { line: number } | { choice: number }) {
  if ('line' in one) {
    const [text = '', intent] = LINES[one.line] ?? [];
    return dialogue.says(text, intent === undefined ? {} : { intent });
  }
  const choices = last.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
  const pressed = choices[one.choice % Math.max(1, choices.length)];
  if (pressed === undefined || pressed.choice.startsWith('intent:')) return dialogue.says('hmm');
  return dialogue.says(pressed.label, { choice: pressed.choice });
}

/** Out of every flow by words alone. */
function leave(dialogue: Dialogue): void {
  for (let tries = 0; tries < 8 && dialogue.conversation.flows.length > 0; tries++) {
    dialogue.says('never mind', { intent: 'deny' });
  }
}
