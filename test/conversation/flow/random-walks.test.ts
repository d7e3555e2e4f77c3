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
  ['change my phone number', 'update_account'],
  ['087 123 4567'],
  ['no, +49 30 901820'],
  ['087 12'],
  ['TS-1003'],
  ['TS-9999'],
  ['the bottles'],
  ['everything'],
  ['size L'],
  ['no, the other one', 'deny'],
  ['my visa'],
  ['gift card', 'gift_card'],
  ['to my paypal', 'payment_methods'],
  ['how long do refunds take here usually', 'refund_policy'],
  ['where is TS-1002', 'track_order'],
  ['where is my refund', 'refund_status'],
  ['do you have it in black', 'stock_check'],
  ['yes', 'affirm'],
  ['no', 'deny'],
  ['never mind', 'deny'],
  ['hmm'],
  ['thank you', 'thanks'],
];

/** What names an order, or points at one, and leaves out what is wanted. */
const ELLIPSES = [
  'and TS-1004?',
  'what about TS-1001',
  'and the other one?',
  'that one too',
  'the second one',
  'and my last order?',
  'and in M?',
  '那另一个呢',
  '第二个订单呢',
  '那个也要',
];

/** Two things in one message, each with what it means. */
const PAIRS: [string, string][][] = [
  [
    ['cancel TS-1001', 'cancel_order'],
    ['where is the other one', 'track_order'],
  ],
  [
    ['where is TS-1002', 'track_order'],
    ['how long do refunds take', 'refund_policy'],
  ],
  [
    ['how long do refunds take', 'refund_policy'],
    ['return the jacket from TS-1003', 'return_item'],
  ],
  [
    ['cancel it', 'cancel_order'],
    ['send TS-1001 to another address', 'change_address'],
  ],
  [
    ['where is TS-1001', 'track_order'],
    ['cancel it', 'cancel_order'],
  ],
];

const move = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LINES).map(([text, intent]) => ({ text, intent })) },
  { weight: 5, arbitrary: fc.nat(7).map((choice) => ({ choice })) },
  { weight: 2, arbitrary: fc.constantFrom(...ELLIPSES).map((text) => ({ text, intent: undefined })) },
  { weight: 2, arbitrary: fc.constantFrom(...PAIRS).map((parts) => ({ parts })) },
  { weight: 1, arbitrary: fc.constant({ back: true as const }) },
);
type Move = typeof move extends fc.Arbitrary<infer One> ? One : never;
type Blocks = ReturnType<Dialogue['says']>;

describe('whatever is said, in whatever order', () => {
  it('nothing is written without a yes to it, no question comes twice once its slot is filled, and there is always a way on', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 25 }), (moves) => {
        const dialogue = new Dialogue(aWardrobe());
        let last: Blocks = [];
        for (const one of moves) last = step(dialogue, last, one);
        leave(dialogue);
        expect(dialogue.conversation.flows).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('a person is brought in whenever one is asked for, and goes on where they are told to', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const dialogue = new Dialogue(aWardrobe());
        let last: Blocks = [];
        for (const one of moves) last = step(dialogue, last, one);
        dialogue.says('I want to talk to a person', { intent: 'human_agent' });
        expect(dialogue.conversation.holder).toBe('waiting');
        const { flows } = dialogue.conversation;
        const { length } = dialogue.events;
        dialogue.isGivenBack();
        const ended = dialogue.events
          .slice(length)
          .flatMap((event) => (event.kind === 'flow-ended' ? [event.outcome] : []));
        // Asked for an order's number once more, where none of theirs could be served: then that is said.
        expect(ended.filter((outcome) => outcome !== 'impossible')).toEqual([]);
        const names = (some: typeof flows) => some.map(({ flow }) => flow.flow);
        expect(names(dialogue.conversation.flows)).toEqual(names(flows).slice(0, flows.length - ended.length));
      }),
      {
        numRuns: 60,
        // Asked which order, with one left to choose: whatever was said next was taken for a choice of that one.
        examples: [
          [
            [
              { text: 'cancel TS-1002', intent: 'cancel_order' },
              { text: 'TS-9999', intent: undefined },
            ],
          ],
        ],
      },
    );
  });
});

/** Plays one move and checks what holds after every one. */
function step(dialogue: Dialogue, before: Blocks, one: Move): Blocks {
  const { question: asked, flows: under } = dialogue.conversation;
  const done = dialogue.actions.length;
  const last = play(dialogue, before, one);
  // Only a conversation that waits for nothing may be given back without a word.
  if (!('back' in one) || under.length > 0) expect(last.length).toBeGreaterThan(0);
  expect(dialogue.actions.length - done).toBeLessThanOrEqual(1);
  // Written only on a yes to the confirmation that was open, and never on a message that says more or less than one.
  if (dialogue.actions.length > done) {
    expect(asked?.kind).toBe('flow-confirm');
    expect('text' in one ? one.intent : 'choice' in one).toBeTruthy();
  }
  const { flows, question } = dialogue.conversation;
  const top = flows.at(-1);
  if (question?.kind === 'flow-slot') expect(top?.slots[question.slot]).toBeUndefined();
  // A flow under way waits for an answer; without one nothing is waited for.
  expect(top === undefined).toBe(question?.kind !== 'flow-slot' && question?.kind !== 'flow-confirm');
  expect(flows.length).toBeLessThanOrEqual(3);
  return last;
}

function play(dialogue: Dialogue, last: Blocks, one: Move): Blocks {
  if ('back' in one) return dialogue.isGivenBack();
  if ('text' in one) return dialogue.says(one.text, one.intent === undefined ? {} : { intent: one.intent });
  if ('parts' in one) {
    const [[, intent] = ['', '']] = one.parts;
    return dialogue.says(one.parts.map(([text]) => text).join(' and '), { intent, parts: one.parts });
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
