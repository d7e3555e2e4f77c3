import { headingAnchor } from '../../shop/heading-anchor.js';
import type { Product } from '../../shop/shop.js';

export type Category = { name: string; href: string; products: Product[] };

/** In the order in which the shop's products first name them. */
export function categoriesOf(products: Product[]): Category[] {
  const byName = new Map<string, Product[]>();
  for (const product of products) byName.set(product.category, [...(byName.get(product.category) ?? []), product]);
  return [...byName].map(([name, members]) => ({ name, href: categoryHref(name), products: members }));
}

/** Names that share a slug share a page address; the first one has it. */
export function categoryHref(name: string): string {
  return `/c/${encodeURIComponent(headingAnchor(name) || name)}`;
}
