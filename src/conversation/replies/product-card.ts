import type { ProductCard } from '../../protocol/block.js';
import type { FoundProduct } from '../../recommendation/find-products.js';
import { pictureHref, productHref } from '../../shop/product-links.js';
import type { Product, Shop, Variant } from '../../shop/shop.js';
import type { Texts } from '../../texts/texts.js';
import type { Reply, Turn } from '../turn.js';

/** The card of one variant; `reason` is one line on why it is shown, '' where it was asked for by name. */
export function productCard(
  item: { product: Product; variant: Variant; reason: string },
  shop: Shop,
  texts: Texts,
): ProductCard {
  const { product, variant, reason } = item;
  const stock = stockOf(variant);
  return {
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    option: optionInWords(variant),
    href: productHref(product.id),
    picture: pictureHref(product.id, variant.id),
    price: { amount: variant.price, currency: shop.currency },
    ...(variant.was !== undefined && { was: { amount: variant.was, currency: shop.currency } }),
    stock,
    stockText: texts.stock[stock](variant.stock),
    reason,
  };
}

/** Five or fewer is worth saying; above that the number is noise to a shopper. */
const LOW_STOCK = 5;

function stockOf({ stock }: Variant): ProductCard['stock'] {
  if (stock === 0) return 'out';
  return stock <= LOW_STOCK ? 'low' : 'in-stock';
}

export function stockInWords(variant: Variant, texts: Texts): string {
  return texts.stock[stockOf(variant)](variant.stock);
}

export function optionInWords(variant: Variant): string {
  return Object.values(variant.options).join(', ');
}

/** Their cards side by side, each of the variant that was named. */
export function productCardsOf(found: readonly FoundProduct[], { facts, texts }: Turn): Reply['blocks'] {
  const products = found.flatMap(({ product, variants }) => {
    const variant = variants[0] ?? product.variants[0];
    return variant === undefined ? [] : [productCard({ product, variant, reason: '' }, facts.shop, texts)];
  });
  return products.length === 0 ? [] : [{ kind: 'products', products }];
}
