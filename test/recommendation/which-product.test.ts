import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAlike, readProduct } from '../../src/recommendation/find-products.js';
import { indexProducts } from '../../src/recommendation/product-index.js';
import { whichProduct } from '../../src/recommendation/which-product.js';
import { aWardrobe } from '../conversation/flow/a-wardrobe.js';

const { products } = aWardrobe();
const found = products.map((product, place) => ({ ...readProduct(product, ''), score: 1 - place }));

describe('which product is meant', () => {
  it('is the one that stands out, or a question', () => {
    expect(whichProduct(found)).toMatchObject({ kind: 'one', found: { product: { id: 'p-1' } } });
    expect(whichProduct(found.map((one) => ({ ...one, score: 1 })))).toMatchObject({ kind: 'several' });
    expect(whichProduct([])).toEqual({ kind: 'none' });
  });

  it('is never one that is only alike', () => {
    expect(whichProduct(found.slice(0, 1).map((one) => ({ ...one, isAlike: true as const })))).toMatchObject({
      kind: 'alike',
    });
  });

  it('is asked for wherever another scores nearly as well', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 1.4, noNaN: true }), { minLength: 2, maxLength: 5 }),
        (scores) => {
          const [best = 0, second = 0] = scores.sort((one, other) => other - one);
          const all = scores.flatMap((score) => found.slice(0, 1).map((one) => ({ ...one, score })));
          expect(whichProduct(all).kind).toBe(second > best * 0.85 ? 'several' : 'one');
        },
      ),
    );
  });
});

describe('what is like a description', () => {
  const unit = (angle: number) => Float32Array.from([Math.cos(angle), Math.sin(angle)]);
  const index = indexProducts(products)([unit(0), unit(Math.PI / 2)]);

  it('is found by meaning alone, from a stated nearness on', () => {
    expect(findAlike(index, unit(0.2)).map(({ product }) => product.id)).toEqual(['p-1']);
    expect(findAlike(index, unit(Math.PI))).toEqual([]);
  });
});
