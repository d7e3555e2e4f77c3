import type { ProductId, ShopId } from '../../protocol/ids.js';
import { onTop } from '../../shop/keep-actions.js';
import type { PolicyPage, Product } from '../../shop/shop.js';
import type { ActionResultRows } from './action-result-rows.js';
import type { CatalogueRows } from './catalogue-rows.js';
import type { CurrentShop } from './current-shop.js';
import { createInOrder } from './in-order.js';
import type { OrderRows } from './order-rows.js';
import type { ShopRows, ShopVersion } from './shop-rows.js';

/** A shop's catalogue, parsed. `products` is another array once any of them has changed. */
export type Catalogue = Readonly<{
  products: Product[];
  byId: ReadonlyMap<ProductId, Product>;
  policies: PolicyPage[];
}>;

/** What is kept of a shop: the import, and the number of the last action whose stock is in it. */
type Kept = Readonly<{ version: ShopVersion; upTo: number; imported: Product[]; catalogue: Catalogue }>;

type Parts = {
  shops: ShopRows;
  current: CurrentShop;
  catalogue: CatalogueRows;
  orders: OrderRows;
  results: ActionResultRows;
};

const NOTHING: Catalogue = { products: [], byId: new Map(), policies: [] };

/**
 * The catalogues that were asked for, kept in memory. Whether another process imported or did something meanwhile is asked
 * each time, by two look-ups in an index; they are read again only when one has.
 */
export function createKeptCatalogue(parts: Parts): (shopId: ShopId) => Promise<Catalogue> {
  const { shops, results } = parts;
  const shopsKept = new Map<ShopId, Kept>();
  const inOrder = createInOrder();

  const fresh = async (shopId: ShopId): Promise<Kept | undefined> => {
    const [generation, newest] = await Promise.all([shops.generation(shopId), results.newest(shopId)]);
    const kept = shopsKept.get(shopId);
    const isFresh = generation?.equals(kept?.version.generation ?? '') === true && kept?.upTo === newest;
    return isFresh ? kept : undefined;
  };

  const refresh = async (shopId: ShopId): Promise<Kept | undefined> => {
    const known = await fresh(shopId);
    if (known !== undefined) return known;
    const next = await parts.current.read<Kept | undefined>(shopId, undefined, (version) =>
      load(parts, version, shopsKept.get(shopId)),
    );
    // What is not there is not kept: anyone may ask for any name.
    if (next === undefined) shopsKept.delete(shopId);
    else shopsKept.set(shopId, next);
    return next;
  };

  return async (shopId) => {
    const kept = (await fresh(shopId)) ?? (await inOrder(shopId, () => refresh(shopId)));
    return kept?.catalogue ?? NOTHING;
  };
}

async function load({ catalogue, results }: Parts, version: ShopVersion, kept: Kept | undefined): Promise<Kept> {
  const { shop, generation, through } = version;
  const isSame = kept?.version.generation.equals(generation) === true;
  const done = await results.done(shop.id, through);
  const imported = isSame ? kept.imported : await catalogue.products(shop.id, generation);
  const policies = isSame ? kept.catalogue.policies : await catalogue.policies(shop.id, generation);
  const file = { shop, products: imported, customers: [], orders: [], policies };
  const { products } = done.actions.reduce(onTop, file);
  const byId = new Map(products.map((product) => [product.id, product]));
  return { version, upTo: done.last, imported, catalogue: { products, byId, policies } };
}
