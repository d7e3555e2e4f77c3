import type { Log } from '../log.js';
import type { ShopId } from '../protocol/ids.js';
import { createShopIndexes } from '../ranking/shop-indexes.js';
import type { Product, Variant } from '../shop/shop.js';
import type { ShopStore } from '../shop/shop-store.js';
import type { Encoder } from '../understanding/encoder.js';
import { optionWords } from './option-words.js';
import { indexProducts, type ProductIndex, type ProductQuery, productText } from './product-index.js';
import { fitsOptions, type NamedOptions, readOptions, tabulateOptions } from './read-options.js';

export type FoundProduct = {
  product: Product;
  /** Those with the colour and size that the text names, as the shop orders them; all when it names none. */
  variants: Variant[];
  /** Comparable within one search only. */
  score: number;
  /** Not named: the text only means something like it. Worth asking after, and no answer. */
  isAlike?: true;
  /** A size or colour that the text asks for and that the product does not come in. */
  missing?: string | undefined;
};

export type ProductSearch = {
  /**
   * The products a text names, best first; none when it names no product of this shop.
   * @param query `orAlike`: then those that mean nearly the same, where there are any
   */
  find(
    shopId: ShopId,
    query: { text: string; vector?: Float32Array; orAlike?: boolean },
    limit?: number,
  ): Promise<FoundProduct[]>;
  /** Reads the shop's products again, after an import. */
  refresh(shopId: ShopId): Promise<void>;
  /** The index itself with the products as they are now, for choosing among all. */
  index(shopId: ShopId): Promise<ProductIndex>;
};

type Parts = { shops: ShopStore; encoder: Encoder; log: Log };

/** Finds products by what a customer calls them. Nothing is read before the first search of a shop. */
export function createProductSearch({ shops, encoder, log }: Parts): ProductSearch {
  const indexes = createShopIndexes<ProductIndex>({
    encoder,
    log,
    read: async (shopId) => {
      const products = await shops.products(shopId);
      return { texts: products.map(productText), build: indexProducts(products) };
    },
  });
  const latest = new WeakMap<ProductIndex, { products: Product[]; index: ProductIndex }>();
  const current = async (shopId: ShopId): Promise<ProductIndex> => {
    const [built, products] = await Promise.all([indexes.of(shopId), shops.products(shopId)]);
    if (products === built.products) return built;
    const known = latest.get(built);
    if (known?.products === products) return known.index;
    const index = withProducts(built, products);
    latest.set(built, { products, index });
    return index;
  };
  return {
    find: async (shopId, { text, vector, orAlike = false }, limit = 5) => {
      const index = await current(shopId);
      const named = findNamed(index, { text, vector, limit });
      return named.length === 0 && orAlike && vector !== undefined ? findAlike(index, vector) : named;
    },
    refresh: indexes.refresh,
    index: current,
  };
}

/** Stock changes between two imports; a product that is not where it was waits for the index of its import. */
function withProducts(index: ProductIndex, products: Product[]): ProductIndex {
  const now = (indexed: Product, document: number): Product => {
    const product = products[document];
    return product?.id === indexed.id ? product : indexed;
  };
  return { ...index, products: index.products.map(now) };
}

/** Of the best's score; below it a product only shares a word. */
const LEAST_SHARE = 0.6;

/** The products that hold a name the text says; pure. */
export function findNamed(
  index: ProductIndex,
  { text, vector, limit }: { text: string; vector: Float32Array | undefined; limit: number },
): FoundProduct[] {
  const query = index.read(text);
  if (query.names.length === 0) return [];
  const words = optionWords(text);
  const found = index.rank(query, vector).flatMap(({ document, score }): FoundProduct[] => {
    const product = index.products[document];
    if (product === undefined || !isNamedBy(index, document, query)) return [];
    const { variants, fits } = fittingVariants(product, readOptions(index.options[document] ?? new Map(), words));
    return [{ product, variants, score: fits ? score + 0.1 : score }];
  });
  found.sort((a, b) => b.score - a.score);
  const least = (found[0]?.score ?? 0) * LEAST_SHARE;
  return found.filter(({ score }) => score >= least).slice(0, limit);
}

/**
 * Cosine of a text that describes a product without a word of its name ("something to carry my laptop"). Measured on the
 * demo shop with the model that ships, 12 such texts and 54 that ask for what it does not sell or for nothing: 8 find their
 * product, 3 are offered one that is none.
 */
const LEAST_ALIKE = 0.45;
const MOST_ALIKE = 3;

/** The products that a text may describe without naming them, best first; pure. */
export function findAlike(index: ProductIndex, vector: Float32Array): FoundProduct[] {
  const near = index.rankByMeaning(vector).filter(({ score }) => score >= LEAST_ALIKE);
  return near.slice(0, MOST_ALIKE).flatMap(({ document, score }): FoundProduct[] => {
    const product = index.products[document];
    return product === undefined ? [] : [{ product, variants: product.variants, score, isAlike: true }];
  });
}

/** A product that is known to be meant, with the variants whose colour and size the text names. */
export function readProduct(product: Product, text: string): FoundProduct {
  const { variants } = fittingVariants(product, readOptions(tabulateOptions(product.variants), optionWords(text)));
  return { product, variants, score: 1 };
}

function isNamedBy({ words }: ProductIndex, document: number, { names }: ProductQuery): boolean {
  const own = words[document]?.names;
  return names.some((name) => own?.has(name) === true);
}

/** A product that has nothing of the named colour or size shows all it has. */
function fittingVariants({ variants }: Product, named: NamedOptions): { variants: Variant[]; fits: boolean } {
  const fitting = variants.filter((variant) => fitsOptions(variant, named));
  if (named.size === 0 || fitting.length === 0) return { variants, fits: false };
  return { variants: fitting, fits: true };
}
