import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../../../src/conversation/conversation-event.js';
import { type ProductWish, productWish } from '../../../../src/conversation/reading/products/product-wish.js';
import type { Block } from '../../../../src/protocol/block.js';
import { productIdSchema } from '../../../../src/protocol/ids.js';
import { productCards } from '../../../support/product-cards.js';

const id = (name: string) => productIdSchema.parse(name);
const said = (...blocks: Block[]): ConversationEvent => ({ kind: 'bot-said', blocks, answers: [] });
const understood = (messageSeq: number, served: string): ConversationEvent => ({
  kind: 'understood',
  messageSeq,
  served,
  decision: { kind: 'unsure' },
  ranking: [],
  parts: [],
  slots: { orderNumbers: [], emails: [], postcodes: [] },
  modelId: 'm',
});
const wishAfter = (before: ProductWish | undefined, event: ConversationEvent, text = 'recommend a hat') =>
  productWish({ productWish: before, owed: [{ seq: 4, text }] }, event);

describe('what suggestions were asked for last', () => {
  it('is the message that they were served for, with nothing seen yet', () => {
    expect(wishAfter(undefined, understood(4, 'recommend_product'))).toEqual({ text: 'recommend a hat', seen: [] });
    expect(wishAfter(undefined, understood(4, 'track_order'))).toBeUndefined();
  });

  it('stays what it was when more of it is asked for, or something cheaper', () => {
    const before = { text: 'recommend a hat', seen: [id('a')] };
    expect(wishAfter(before, understood(4, 'recommend_product'), 'show me more')).toBe(before);
    expect(wishAfter(before, understood(4, 'recommend_product'), 'anything cheaper?')).toBe(before);
  });

  it('knows what has been shown since, each once, until the conversation is over', () => {
    const before = { text: 'recommend a hat', seen: [id('a')] };
    expect(wishAfter(before, said(productCards('b', 'a')))).toEqual({ ...before, seen: [id('a'), id('b')] });
    expect(wishAfter(before, said({ kind: 'text', text: 'Hello' }))).toBe(before);
    expect(wishAfter(before, { kind: 'closed', by: 'bot' })).toBeUndefined();
  });
});
