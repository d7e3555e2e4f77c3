import type { ProductId, ShopId } from '../../protocol/ids.js';
import type { PolicyPage, Product, Shop } from '../../shop/shop.js';
import type { CatalogueRows } from './catalogue-rows.js';

/** A shop's catalogue, parsed. `products` is another array once any of them has changed. */
export type Catalogue = Readonly<{
  shop: Shop | undefined;
  products: Product[];
  byId: ReadonlyMap<ProductId, Product>;
  policies: PolicyPage[];
}>;

export type KeptCatalogue = {
  of(shopId: ShopId): Catalogue;
  /** After an import has been committed. */
  forget(shopId: ShopId): void;
  /** Takes these products in place of the ones with their ids, after they have been committed. */
  replace(shopId: ShopId, products: Product[]): void;
};

/** The catalogues that were asked for, kept in memory from the first question on. */
export function createKeptCatalogue(rows: CatalogueRows): KeptCatalogue {
  const shops = new Map<ShopId, { catalogue: Catalogue; byId: Map<ProductId, Product> }>();
  return {
    of: (shopId) => {
      const known = shops.get(shopId);
      if (known !== undefined) return known.catalogue;
      const kept = readCatalogue(rows, shopId);
      // What is not there is not kept: anyone may ask for any name.
      if (kept.catalogue.shop !== undefined) shops.set(shopId, kept);
      return kept.catalogue;
    },
    forget: (shopId) => {
      shops.delete(shopId);
    },
    replace: (shopId, products) => {
      const kept = shops.get(shopId);
      if (kept === undefined || products.length === 0) return;
      for (const product of products) kept.byId.set(product.id, product);
      const current = kept.catalogue.products.map((product) => kept.byId.get(product.id) ?? product);
      shops.set(shopId, { ...kept, catalogue: { ...kept.catalogue, products: current } });
    },
  };
}

function readCatalogue(rows: CatalogueRows, shopId: ShopId) {
  const products = rows.products(shopId);
  const byId = new Map(products.map((product) => [product.id, product]));
  return { byId, catalogue: { shop: rows.shop(shopId), products, byId, policies: rows.policies(shopId) } };
}
