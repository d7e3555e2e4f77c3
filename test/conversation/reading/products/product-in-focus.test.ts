import { describe, expect, it } from 'vitest';
import { productInFocus } from '../../../../src/conversation/reading/products/product-in-focus.js';
import { productIdSchema } from '../../../../src/protocol/ids.js';
import { productCards } from '../../../support/product-cards.js';

const id = (name: string) => productIdSchema.parse(name);
const shows = (...names: string[]) => ({ kind: 'bot-said' as const, blocks: [productCards(...names)], answers: [] });
const chooses = (isPart: boolean, ...names: string[]) => ({
  kind: 'slot-filled' as const,
  slot: 'product',
  value: { as: 'product' as const, productIds: names.map(id) },
  isPart,
});

describe('the product being talked about', () => {
  it('is the one that was shown last, in however many colours', () => {
    expect(productInFocus(undefined, shows('p-1', 'p-1'))).toBe('p-1');
    expect(productInFocus(id('p-1'), shows('p-2'))).toBe('p-2');
  });

  it('is none where several were shown, or the conversation is over', () => {
    expect(productInFocus(id('p-1'), shows('p-1', 'p-2'))).toBeUndefined();
    expect(productInFocus(id('p-1'), { kind: 'closed', by: 'bot' })).toBeUndefined();
  });

  it('is the one that was chosen, not those that were offered', () => {
    expect(productInFocus(undefined, chooses(false, 'p-2'))).toBe('p-2');
    expect(productInFocus(id('p-1'), chooses(true, 'p-2', 'p-3'))).toBe('p-1');
  });

  it('stays while other things are said', () => {
    expect(productInFocus(id('p-1'), { kind: 'bot-said', blocks: [{ kind: 'text', text: 'x' }], answers: [] })).toBe(
      'p-1',
    );
  });
});
