import { describe, expect, it } from 'vitest';
import { restock } from '../../src/shop/restock.js';
import { type Order, orderSchema, productSchema } from '../../src/shop/shop.js';
import { anOrder } from '../support/a-turn.js';

const product = productSchema.parse({
  id: 'p-1',
  title: 'Quay jacket',
  category: 'Jackets',
  description: '',
  variants: [
    { id: 'v-1', options: { size: 'S' }, price: 5900, stock: 0 },
    { id: 'v-2', options: { size: 'M' }, price: 5900, stock: 4 },
  ],
});

function orderOf(...items: [productId: string, variantId: string, quantity: number][]): Order {
  return orderSchema.parse({
    ...anOrder(),
    items: items.map(([productId, variantId, quantity]) => ({
      productId,
      variantId,
      quantity,
      title: 'Quay jacket',
      price: 5900,
    })),
  });
}

describe('putting an order’s items back in stock', () => {
  it('adds what all its lines hold of a variant, and nothing to the others', () => {
    const order = orderOf(['p-1', 'v-1', 2], ['p-1', 'v-1', 1], ['p-2', 'v-2', 9], ['p-1', 'v-gone', 5]);
    expect(restock(product, order).variants.map(({ stock }) => stock)).toEqual([3, 4]);
    expect(product.variants.map(({ stock }) => stock)).toEqual([0, 4]);
  });

  it('changes nothing else of the product', () => {
    expect(restock(product, orderOf(['p-2', 'v-1', 1]))).toEqual(product);
  });
});
