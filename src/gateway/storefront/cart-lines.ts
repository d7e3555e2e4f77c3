import { productIdSchema, type ShopId } from '../../protocol/ids.js';
import { productHref } from '../../shop/product-links.js';
import type { ShopStore } from '../../shop/shop-store.js';
import { optionTextOf, pictureOf, stockLevelOf, stockTextOf } from './product-facts.js';

/** What the cart page needs to know today about something put into the cart earlier. Money in minor units. */
export type CartLine = {
  productId: string;
  variantId: string;
  title: string;
  option: string;
  href: string;
  picture: string;
  price: number;
  was: number | null;
  stock: number;
  level: 'in-stock' | 'low' | 'out';
  stockText: string;
};

const MAX_LINES = 60;

/**
 * @param wanted `productId/variantId` each; what the shop no longer has is left out
 */
export async function readCartLines(shops: ShopStore, shopId: ShopId, wanted: string[]): Promise<CartLine[]> {
  const lines = await Promise.all(wanted.slice(0, MAX_LINES).map((name) => readLine(shops, shopId, name)));
  return lines.flatMap((line) => (line === undefined ? [] : [line]));
}

async function readLine(shops: ShopStore, shopId: ShopId, name: string): Promise<CartLine | undefined> {
  const [productId, variantId] = name.split('/');
  const known = productIdSchema.safeParse(productId);
  const product = known.success ? await shops.product(shopId, known.data) : undefined;
  const variant = product?.variants.find(({ id }) => id === variantId);
  if (product === undefined || variant === undefined) return undefined;
  return {
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    option: optionTextOf(variant.options),
    href: `${productHref(product.id)}?variant=${encodeURIComponent(variant.id)}`,
    picture: pictureOf(product, variant),
    price: variant.price,
    was: variant.was ?? null,
    stock: variant.stock,
    level: stockLevelOf(variant.stock),
    stockText: stockTextOf(variant.stock),
  };
}
