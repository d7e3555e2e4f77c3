import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meantOfShown } from '../../../../src/conversation/reading/products/meant-of-shown.js';
import type { ShownProduct } from '../../../../src/conversation/reading/products/products-shown.js';
import { readProduct } from '../../../../src/recommendation/find-products.js';
import { type Product, productSchema } from '../../../../src/shop/shop.js';

function bottle(id: string, given: { price: number; colour: string; material: string }): Product {
  const { price, colour, material } = given;
  return productSchema.parse({
    id,
    title: `${id} bottle`,
    category: 'Bottles',
    description: '',
    attributes: { material },
    variants: [
      { id: `${id}-1`, options: { colour }, price, stock: 1 },
      { id: `${id}-2`, options: { colour: 'Black' }, price, stock: 1 },
    ],
  });
}

const products = [
  bottle('fell', { price: 300, colour: 'Red', material: 'Glass' }),
  bottle('beck', { price: 100, colour: 'Blue', material: 'Steel' }),
  bottle('burn', { price: 200, colour: 'Red', material: 'Steel' }),
  bottle('tarn', { price: 50, colour: 'Green', material: 'Tin' }),
];
const [fell, beck, burn, tarn] = products;
const shownOf = (some: readonly (Product | undefined)[]): ShownProduct[] =>
  some.flatMap((product) => {
    const [variant] = product?.variants ?? [];
    return product === undefined || variant === undefined ? [] : [{ productId: product.id, variantId: variant.id }];
  });
const shown = shownOf([fell, beck, burn]);

function meant(
  text: string,
  { named = [], focus }: { named?: (Product | undefined)[]; focus?: Product | undefined } = {},
) {
  const found = named.flatMap((product) => (product === undefined ? [] : [readProduct(product, text)]));
  const conversation = { productsShown: shown, productInFocus: focus?.id };
  return meantOfShown(conversation, { text, products, named: found })?.map(({ product }) => product.id);
}

describe('which of the products shown side by side a text means', () => {
  it.each([
    ['is the second one warm', ['beck']],
    ['the last one', ['burn']],
    ['the middle one', ['beck']],
    ['the fifth one', []],
    ['the cheapest', ['beck', 'burn', 'fell']],
    ['the most expensive one', ['fell', 'burn', 'beck']],
    ['what is the difference', ['fell', 'beck', 'burn']],
    ['compare 1 and 3', ['fell', 'burn']],
    ['which is dishwasher safe', ['fell', 'beck', 'burn']],
    ['are they warm', ['fell', 'beck', 'burn']],
    ['and in red?', ['fell', 'burn']],
    ['which one is blue', ['beck']],
    ['the glass one', ['fell']],
    ['the steel ones', ['beck', 'burn']],
    ['the wooden one', []],
  ])('%s', (text, ids) => {
    expect(meant(text)).toEqual(ids);
  });

  it('the other one is the one that was not talked about, of two', () => {
    const two = { productsShown: shownOf([fell, beck]), productInFocus: fell?.id };
    const found = meantOfShown(two, { text: 'and the other one?', products, named: [] });
    expect(found?.map(({ product }) => product.id)).toEqual(['beck']);
    expect(meant('and the other one?', { focus: fell })).toBeUndefined();
  });

  it('is none of them where the text names another', () => {
    expect(meant('do you have a cheaper bottle than the tarn', { named: [tarn] })).toBeUndefined();
    expect(meant('the tarn bottle', { named: [tarn] })).toBeUndefined();
  });

  it('is told of nothing where fewer than two were shown', () => {
    const one = { productsShown: shownOf([fell]), productInFocus: undefined };
    expect(meantOfShown(one, { text: 'the first one', products, named: [] })).toBeUndefined();
  });

  it('is never a product that was not shown, and never one twice', () => {
    const words = fc.constantFrom(
      'the',
      'first',
      'second',
      'last',
      'one',
      'cheapest',
      'red',
      'which',
      'is',
      'they',
      '第二个',
      '最便宜',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (said) => {
        const ids = meant(said.join(' ')) ?? [];
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).not.toContain('tarn');
      }),
    );
  });
});
