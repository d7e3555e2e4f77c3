import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProducts, differences } from '../../src/recommendation/compare-products.js';
import { productSchema } from '../../src/shop/shop.js';

function product(id: string, given: { attributes?: Record<string, string>; price?: number; ratings?: number[] }) {
  return productSchema.parse({
    id,
    title: id,
    category: 'Things',
    description: '',
    attributes: given.attributes ?? {},
    variants: [{ id: `${id}-1`, options: {}, price: given.price ?? 100, stock: 1 }],
    reviews: (given.ratings ?? []).map((rating) => ({ rating, text: 'x', author: 'y', at: '2026-10-01T10:00:00Z' })),
  });
}

const order = (attributes: Record<string, string>[], quality: 'weight' | 'size') =>
  compareProducts(
    attributes.map((one, at) => product(`p${at}`, { attributes: one })),
    quality,
  ).measured.map(({ product: { id }, amount }) => [id, amount]);

describe('putting products in order', () => {
  it('reads what they weigh and hold in any unit and either way of writing numbers', () => {
    const weights = ['2,350 g', '1.2 kg', '0,4 kg', 'about 900 grams', '11.800 g'].map((weight) => ({ weight }));
    expect(order(weights, 'weight')).toEqual([
      ['p2', 400],
      ['p3', 900],
      ['p1', 1200],
      ['p0', 2350],
      ['p4', 11800],
    ]);
    expect(order([{ capacity: '1 litre' }, { Volume: '750 ml' }, { 容量: '0.5 升' }], 'size')).toEqual([
      ['p2', 500],
      ['p1', 750],
      ['p0', 1000],
    ]);
  });

  it('tells apart those of which it is not said, or not in a weight', () => {
    const { measured, unknown } = compareProducts(
      [
        product('a', { attributes: { weight: 'light' } }),
        product('b', {}),
        product('c', { attributes: { weight: '5 g' } }),
      ],
      'weight',
    );
    expect(measured.map(({ product: { id } }) => id)).toEqual(['c']);
    expect(unknown.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('takes the mean of reviews, and none for those without', () => {
    const { measured, unknown } = compareProducts([product('a', { ratings: [5, 2] }), product('b', {})], 'rating');
    expect(measured.map(({ value }) => value)).toEqual([{ kind: 'rating', mean: 3.5, count: 2 }]);
    expect(unknown.map(({ id }) => id)).toEqual(['b']);
  });

  it('loses none and doubles none, and never goes down', () => {
    const prices = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(prices, (all) => {
        const { measured, unknown } = compareProducts(
          all.map((price, at) => product(`p${at}`, { price })),
          'price',
        );
        expect(unknown).toEqual([]);
        expect(measured.map(({ amount }) => amount)).toEqual(all.toSorted((one, other) => one - other));
      }),
    );
  });
});

describe('in what products differ', () => {
  it('is told by attribute, what one of them lacks too', () => {
    const one = product('a', { attributes: { care: 'Wash', weight: '5 g', origin: 'Spain' } });
    const other = product('b', { attributes: { care: 'Wash', weight: '6 g' } });
    expect(differences([one, other])).toEqual([
      { name: 'weight', values: ['5 g', '6 g'] },
      { name: 'origin', values: ['Spain', undefined] },
    ]);
  });
});
