import type { Order, Product } from './shop.js';

/** The product with what `order` holds of it for sale again; a variant that is no longer there is left out. */
export function restock(product: Product, { items }: Order): Product {
  const own = items.filter(({ productId }) => productId === product.id);
  const unitsOf = (variantId: string) =>
    own.filter((item) => item.variantId === variantId).reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    ...product,
    variants: product.variants.map((variant) => ({ ...variant, stock: variant.stock + unitsOf(variant.id) })),
  };
}
