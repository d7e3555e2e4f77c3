import { describe, expect, it } from 'vitest';
import { asksCheaper, startFrom } from '../../../../src/conversation/reading/products/cheaper-wanted.js';
import { aWardrobe } from '../../flow/a-wardrobe.js';

describe('asking for something cheaper', () => {
  it.each([
    'anything cheaper?',
    'do you have something cheaper',
    "that's too expensive",
    'cheaper',
    'are there any less expensive ones',
    '有便宜点的吗',
    '太贵了',
    '太贵了，有没有更便宜的',
    '便宜一点的',
  ])('“%s” does', (text) => {
    expect(asksCheaper(text)).toBe(true);
  });

  it.each([
    '',
    'the cheaper one',
    'which one is cheaper',
    'do you have cheaper tents',
    'the shipping is too expensive',
    'I saw it cheaper in another shop',
    '运费太贵了',
    '哪个便宜',
  ])('“%s” does not', (text) => {
    expect(asksCheaper(text)).toBe(false);
  });
});

describe('what it is to be cheaper than', () => {
  const { products } = aWardrobe();
  const [jacket, bottle] = products;
  const shown = products.flatMap(({ id: productId, variants }) =>
    variants.slice(0, 1).map(({ id: variantId }) => ({ productId, variantId })),
  );

  it('is the product being talked about, else the cheapest that was shown, as it was shown', () => {
    expect(startFrom({ productsShown: shown, productInFocus: jacket?.id }, products)).toEqual({
      product: jacket,
      price: 5900,
    });
    expect(startFrom({ productsShown: shown, productInFocus: undefined }, products)).toEqual({
      product: bottle,
      price: 1500,
    });
  });

  it('is nothing where nothing was shown', () => {
    expect(startFrom({ productsShown: [], productInFocus: undefined }, products)).toBeUndefined();
  });
});
