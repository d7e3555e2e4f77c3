import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/conversation/conversation-event.js';
import { readPurpose } from '../../../src/conversation/reading/read-purpose.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import type { IntentDecision } from '../../../src/understanding/understanding.js';
import { aConversation, anIntent, anUnderstanding, intents } from '../../support/a-turn.js';

const titled = (name: string, title: string, reply: Parameters<typeof anIntent>[1]) =>
  [name, { ...anIntent(name, reply), title }] as const;
const all = new Map([
  ...intents,
  titled('cancel_order', 'Cancel an order', { flow: 'cancel-order' }),
  titled('refund_policy', 'How refunds work', { policy: 'refunds' }),
  titled('track_order', 'Where an order is', { job: 'track-order' }),
]);

const offered = (first: string, second: string): Question => ({ kind: 'which-intent', intents: [first, second] });
const asked = offered('refund_policy', 'cancel_order');

function read(text: string, question: Question = asked, decision: IntentDecision | string = { kind: 'unsure' }) {
  return readPurpose({
    conversation: aConversation({ question }),
    message: { seq: 2, text, choice: undefined },
    understanding: anUnderstanding(decision, extractSlots(text)),
    intents: all,
  });
}

describe('an answer to which of two things was meant', () => {
  it.each([
    ['the first', 'refund_policy'],
    ['the second one', 'cancel_order'],
    ['第一个', 'refund_policy'],
    ['cancel it', 'cancel_order'],
    ['refunds', 'refund_policy'],
  ])('in words: %s', (text, intent) => {
    expect(read(text)).toMatchObject({ kind: 'serve', intent: { intent } });
  });

  it.each([
    'TS-1001',
    'my order number is TS-1001',
    'mara@example.com',
    'it is mara@example.com',
    '我的邮箱是mara@example.com',
  ])('with what one of them needs: %s', (text) => {
    expect(read(text, asked, 'human_agent')).toMatchObject({ kind: 'serve', intent: { intent: 'cancel_order' } });
  });

  it('stays open where both need what was given', () => {
    const both = offered('track_order', 'cancel_order');
    expect(read('mara@example.com', both, 'human_agent')).toMatchObject({
      kind: 'ambiguous',
      intents: [{ intent: 'track_order' }, { intent: 'cancel_order' }],
    });
  });

  it('is not what surely asks for something else', () => {
    expect(read('I want to talk to a person about TS-1001', asked, 'human_agent')).toMatchObject({
      intent: { intent: 'human_agent' },
    });
  });

  it('keeps the order that was named in the message with two meanings', () => {
    const opening = { seq: 1, text: 'TS-1002 refund cancel', choice: undefined };
    const purpose = readPurpose({
      conversation: aConversation({ question: asked, opening }),
      message: { seq: 2, text: 'the second', choice: undefined },
      understanding: anUnderstanding({ kind: 'unsure' }),
      intents: all,
    });
    expect(purpose).toMatchObject({ intent: { intent: 'cancel_order' }, orderNumber: 'TS-1002' });
  });
});
