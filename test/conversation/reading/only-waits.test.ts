import { describe, expect, it } from 'vitest';
import { onlyWaits, speaksOfWaiting } from '../../../src/conversation/reading/only-waits.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import { aConversation, anUnderstanding, intents } from '../../support/a-turn.js';

describe('words of waiting', () => {
  it.each([
    'hello???',
    'hello? anyone there',
    'how long will it take',
    'how much longer',
    'when will somebody answer',
    'still waiting...',
    'is anybody there?!',
    '??',
    '在吗',
    '有人吗',
    '还要等多久',
    '多久能回复',
    '怎么还没有人回复我',
    '人呢？',
  ])('are nothing else: %s', (text) => {
    expect(speaksOfWaiting(text)).toBe(true);
  });

  it.each([
    'how long do refunds take',
    'when will my parcel arrive',
    'the second one',
    'where is it',
    'hello, where is my order',
    'cancel it',
    '退款要多久',
    '什么时候发货',
    '我要退款',
    '那个',
  ])('do not hold a wish: %s', (text) => {
    expect(speaksOfWaiting(text)).toBe(false);
  });

  const only = (
    holder: 'bot' | 'waiting',
    text: string,
    intent: string,
    question?: { kind: 'flow-confirm'; digest: string },
  ) =>
    onlyWaits({
      conversation: aConversation({ holder, question }),
      message: { seq: 2, text, choice: undefined },
      understanding: anUnderstanding(intent, extractSlots(text)),
      intents,
    });

  it('count only while a person is waited for', () => {
    expect(only('waiting', 'how long will it take', 'track_order')).toBe(true);
    expect(only('bot', 'how long will it take', 'track_order')).toBe(false);
  });

  it('hold no yes to what is still asked', () => {
    expect(only('waiting', 'alright', 'affirm')).toBe(true);
    expect(only('waiting', 'alright', 'affirm', { kind: 'flow-confirm', digest: 'd' })).toBe(false);
  });
});
