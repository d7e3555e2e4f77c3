import type { Block } from '../../src/protocol/block.js';
import { productIdSchema, variantIdSchema } from '../../src/protocol/ids.js';

/** Cards of products by their ids, as the bot shows them; each of its first variant, `ID-1`. */
export function productCards(...ids: string[]): Block {
  return {
    kind: 'products',
    products: ids.map((id) => ({
      productId: productIdSchema.parse(id),
      variantId: variantIdSchema.parse(`${id}-1`),
      title: id,
      option: '',
      href: '',
      picture: '',
      price: { amount: 1, currency: 'EUR' },
      stock: 'in-stock',
      stockText: '',
      reason: '',
    })),
  };
}
