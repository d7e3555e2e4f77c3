import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/conversation/conversation-event.js';
import { readPurpose } from '../../../src/conversation/reading/read-purpose.js';
import type { IntentDecision, Slots } from '../../../src/understanding/understanding.js';
import { aConversation, anUnderstanding, intents } from '../../support/a-turn.js';

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

  it.each(['intent:no_such_intent', 'nonsense', 'yes', ':::', 'intent:', 'constructor:x'])(
    'ignores the choice %s',
    (choice) => {
      expect(read({ choice, decision: 'greeting' })).toMatchObject({ kind: 'serve', intent: { intent: 'greeting' } });
    },
  );

  it('offers nothing that people only say to each other as a choice', () => {
    const either = (first: string, second: string) =>
      read({ decision: { kind: 'ambiguous', intents: [first, second] } });
    expect(either('affirm', 'greeting')).toMatchObject({ kind: 'serve', intent: { intent: 'affirm' } });
    expect(either('greeting', 'track_order')).toMatchObject({ kind: 'serve', intent: { intent: 'track_order' } });
    expect(either('track_order', 'deny')).toEqual({ kind: 'unsure' });
  });

  it('takes a question for neither a yes nor a no where nothing was asked', () => {
    expect(read({ text: 'why not', decision: 'affirm' })).toEqual({ kind: 'unsure' });
    expect(read({ text: 'so thats a no?', decision: 'deny' })).toEqual({ kind: 'unsure' });
    expect(read({ text: 'no thanks', decision: 'deny' })).toMatchObject({ kind: 'serve' });
  });

  it('keeps what the classifier could not decide', () => {
    expect(read({ decision: { kind: 'ambiguous', intents: ['track_order', 'cancel_order'] } })).toMatchObject({
      kind: 'ambiguous',
    });
    expect(read({ decision: { kind: 'out-of-scope' } })).toEqual({ kind: 'out-of-scope' });
    expect(read({ decision: 'intent_the_catalogue_lost' })).toEqual({ kind: 'unsure' });
  });
});
