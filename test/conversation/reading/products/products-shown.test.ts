import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productsShown, type ShownProduct } from '../../../../src/conversation/reading/products/products-shown.js';
import type { Block } from '../../../../src/protocol/block.js';
import { productIdSchema, variantIdSchema } from '../../../../src/protocol/ids.js';
import { productCards } from '../../../support/product-cards.js';

const shown = (...names: string[]): ShownProduct[] =>
  names.map((name) => ({ productId: productIdSchema.parse(name), variantId: variantIdSchema.parse(`${name}-1`) }));
const said = (...blocks: Block[]) => ({ kind: 'bot-said' as const, blocks, answers: [] });
const text: Block = { kind: 'text', text: 'Hello' };

describe('the products that were shown side by side', () => {
  it('are those of the newest reply with several, each once, in their order', () => {
    expect(productsShown([], said(productCards('b', 'a', 'b')))).toEqual(shown('b', 'a'));
    expect(productsShown(shown('a', 'b'), said(productCards('c', 'd')))).toEqual(shown('c', 'd'));
  });

  it('stay while one of them is talked about, and through replies that show none', () => {
    expect(productsShown(shown('a', 'b'), said(productCards('b')))).toEqual(shown('a', 'b'));
    expect(productsShown(shown('a', 'b'), said(text))).toEqual(shown('a', 'b'));
  });

  it('are none once another product is shown, or the conversation is over', () => {
    expect(productsShown(shown('a', 'b'), said(productCards('c')))).toEqual([]);
    expect(productsShown(shown('a', 'b'), { kind: 'closed', by: 'bot' })).toEqual([]);
  });

  it('are never only one, whatever is shown', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(names), (replies) => {
        const left = replies.reduce<readonly ShownProduct[]>(
          (before, one) => productsShown(before, said(productCards(...one))),
          [],
        );
        expect(left).not.toHaveLength(1);
      }),
    );
  });
});
