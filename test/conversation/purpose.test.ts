import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/conversation/conversation-event.js';
import { readPurpose } from '../../src/conversation/purpose.js';
import { orderIdSchema } from '../../src/protocol/ids.js';
import type { IntentDecision, Slots } from '../../src/understanding/understanding.js';
import { aConversation, anUnderstanding, intents } from '../support/a-turn.js';

const orderId = orderIdSchema.parse('TS-1001');
const confirmCancel: Question = { kind: 'confirm-cancel', orderId };

function read(said: {
  text?: string;
  choice?: string;
  question?: Question;
  decision?: IntentDecision | string;
  slots?: Partial<Slots>;
}) {
  return readPurpose({
    conversation: aConversation({ question: said.question }),
    message: { seq: 2, text: said.text ?? 'text', choice: said.choice },
    understanding: anUnderstanding(said.decision ?? { kind: 'unsure' }, said.slots),
    intents,
  });
}

describe('readPurpose, while a cancellation waits for a yes', () => {
  it.each([
    ['a clear yes', { decision: 'affirm', text: 'yes please' }],
    ['the quick reply of this order', { choice: 'yes:TS-1001' }],
    ['the wish again, begun with a yes', { decision: 'cancel_order', text: 'yes cancel it, I do not need it' }],
  ])('takes %s for a yes', (_what, said) => {
    expect(read({ question: confirmCancel, ...said })).toMatchObject({ kind: 'confirm', yes: true });
  });

  it.each([
    ['a no', { decision: 'deny', text: 'nah leave it' }],
    ['a sentence that begins with no', { decision: 'affirm', text: 'no wait' }],
    ['the quick reply that keeps it', { choice: 'no:TS-1001' }],
  ])('takes %s for a no', (_what, said) => {
    expect(read({ question: confirmCancel, ...said })).toMatchObject({ kind: 'confirm', yes: false });
  });

  it.each([
    ['an uncertain reading', { decision: { kind: 'unsure' } as const, text: 'yes' }],
    ['the wish again without a yes', { decision: 'cancel_order', text: 'cancel my order' }],
    ['a yes that names another order', { decision: 'affirm', text: 'yes TS-2', slots: { orderNumbers: ['TS-2'] } }],
    ['the quick reply of another order', { choice: 'yes:TS-9999' }],
    ['another question', { decision: 'refund_policy', text: 'how long is the refund' }],
  ])('does not take %s for a yes', (_what, said) => {
    expect(read({ question: confirmCancel, ...said }).kind).not.toBe('confirm');
  });

  it('does not take a yes for anything once nothing is asked', () => {
    expect(read({ choice: 'yes:TS-1001' }).kind).toBe('unsure');
    expect(read({ decision: 'affirm', text: 'yes' })).toMatchObject({ kind: 'serve', intent: { intent: 'affirm' } });
  });
});

describe('readPurpose, while a proof is awaited', () => {
  const identify: Question = { kind: 'identify', intent: 'track_order' };

  it('takes details for the proof, whatever the words look like', () => {
    const said = { question: identify, decision: 'recommend_product', slots: { emails: ['a@b.example'] } };
    expect(read(said)).toMatchObject({ kind: 'prove', intent: { intent: 'track_order' } });
  });

  it('answers another question instead of insisting', () => {
    expect(read({ question: identify, decision: 'refund_policy' })).toMatchObject({
      kind: 'serve',
      intent: { intent: 'refund_policy' },
    });
  });
});

describe('readPurpose', () => {
  it('serves the order picked from the list for what was asked', () => {
    const question: Question = { kind: 'which-order', intent: 'cancel_order' };
    expect(read({ question, choice: 'order:TS-1002' })).toMatchObject({
      kind: 'serve',
      intent: { intent: 'cancel_order' },
      orderNumber: 'TS-1002',
    });
  });

  it('takes any words for the reason when a reason is asked', () => {
    const question: Question = { kind: 'cancel-reason', orderId };
    expect(read({ question, text: 'ordered by mistake' })).toEqual({
      kind: 'give-reason',
      orderNumber: 'TS-1001',
      reason: 'ordered by mistake',
    });
  });

  it.each(['intent:no_such_intent', 'nonsense', 'yes', ':::', 'intent:', 'constructor:x'])(
    'ignores the choice %s',
    (choice) => {
      expect(read({ choice, decision: 'greeting' })).toMatchObject({ kind: 'serve', intent: { intent: 'greeting' } });
    },
  );

  it('keeps what the classifier could not decide', () => {
    expect(read({ decision: { kind: 'ambiguous', intents: ['track_order', 'cancel_order'] } })).toMatchObject({
      kind: 'ambiguous',
    });
    expect(read({ decision: { kind: 'out-of-scope' } })).toEqual({ kind: 'out-of-scope' });
    expect(read({ decision: 'intent_the_catalogue_lost' })).toEqual({ kind: 'unsure' });
  });
});
