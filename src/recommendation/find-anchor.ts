import { tokenise } from '../ranking/tokenise.js';
import type { Order, Product, Variant } from '../shop/shop.js';
import { findNamed } from './find-products.js';
import { isKind } from './gather-candidates.js';
import type { Kind, ProductIndex } from './product-index.js';
import type { Wish } from './read-wish.js';

/** A product of the shop that a wish starts from. */
export type Anchor = {
  product: Product;
  document: number;
  /** Those of its variants that are meant: the ordered one, or the colour named. */
  variants: Variant[];
  wants: 'similar' | 'goes-with';
  /** What kind of thing the customer called it, if anything. */
  kinds: Kind[];
};

/**
 * The one product that "like the …" or "goes with the …" means: named by a name of its own, or else the only such
 * thing the customer has ordered. "Like the blue jacket" alone names a kind of thing, not a product.
 */
export function findAnchor(index: ProductIndex, wish: Wish, orders: Order[]): Anchor | undefined {
  const wants = wish.goesWith === undefined ? 'similar' : 'goes-with';
  const phrase = wish.goesWith ?? wish.like;
  if (phrase === undefined) return undefined;
  const { names, kinds } = index.read(phrase);
  const own = names.filter((name) => kinds.every(({ term }) => term !== name));
  const found = findNamed(index, { text: phrase, vector: undefined, limit: 20 })
    .map(
      ({ product, variants }): Anchor => ({
        product,
        variants,
        document: index.products.indexOf(product),
        wants,
        kinds,
      }),
    )
    .filter(({ product, document }) => isMeant(index, { product, document, names, kinds }));
  const [best] = found;
  const isNamed = own.some((name) => best !== undefined && index.words[best.document]?.names.has(name));
  const ordered = found.flatMap((anchor) => orderedVariants(anchor, orders));
  if (best !== undefined && (isNamed || (wants === 'goes-with' && ordered.length === 0))) return best;
  return ordered[0];
}

/** It is of every kind the phrase names, and its title, not only its category, says one of them. */
function isMeant(
  index: ProductIndex,
  { product, document, names, kinds }: { product: Product; document: number; names: string[]; kinds: Kind[] },
): boolean {
  const title = tokenise(product.title);
  const said = kinds.length > 0 ? kinds.map(({ term }) => term) : names;
  return said.some((term) => title.includes(term)) && kinds.every((kind) => isKind(index, document, kind));
}

/** Of the variants with the colour named, those ordered. */
function orderedVariants(anchor: Anchor, orders: Order[]): Anchor[] {
  const ids = new Set(orders.flatMap(({ items }) => items.map(({ variantId }) => variantId)));
  const variants = anchor.variants.filter(({ id }) => ids.has(id));
  return variants.length === 0 ? [] : [{ ...anchor, variants }];
}
