import type { CustomerId, ShopId } from '../../protocol/ids.js';
import { type DoneAction, onTop } from '../../shop/keep-actions.js';
import type { Customer, Order } from '../../shop/shop.js';
import type { ActionResultRows } from './action-result-rows.js';
import type { OrderRows } from './order-rows.js';
import type { ShopRows, ShopVersion } from './shop-rows.js';
import { tryAgain } from './try-again.js';

/** The shop as it is now: what was imported last, and what was done since on top. */
export type CurrentShop = {
  /** Reads of one import alone; `nothing` for a shop that is not there. */
  read<T>(shopId: ShopId, nothing: T, work: (version: ShopVersion) => Promise<T>): Promise<T>;
  customer(version: ShopVersion, customerId: CustomerId): Promise<Customer | undefined>;
  /** Each as `customer` would give it. */
  withActions(version: ShopVersion, customers: Customer[]): Promise<Customer[]>;
  order(version: ShopVersion, orderId: string): Promise<Order | undefined>;
  ordersOf(version: ShopVersion, customerId: CustomerId): Promise<Order[]>;
};

type Rows = { shops: ShopRows; orders: OrderRows; results: ActionResultRows };

export function createCurrentShop({ shops, orders, results }: Rows): CurrentShop {
  const kept = new Map<ShopId, ShopVersion>();

  const since = async ({ through, shop }: ShopVersion, owners: Iterable<CustomerId>): Promise<DoneAction[]> => {
    const lists = [...new Set(owners)].map((customerId) => results.done(shop.id, through, customerId));
    return (await Promise.all(lists)).flatMap(({ actions }) => actions);
  };

  const asTheyAre = async (version: ShopVersion, found: Order[]): Promise<Order[]> => {
    const actions = await since(
      version,
      found.map(({ customerId }) => customerId),
    );
    return actions.reduce(onTop, { ...emptyFile(version), orders: found }).orders;
  };

  const withActions = async (version: ShopVersion, customers: Customer[]): Promise<Customer[]> => {
    const actions = await since(
      version,
      customers.map(({ id }) => id),
    );
    return actions.reduce(onTop, { ...emptyFile(version), customers }).customers;
  };

  return {
    read: async (shopId, nothing, work) => {
      const { value } = await tryAgain(async () => {
        const version = kept.get(shopId) ?? (await shops.current(shopId));
        if (version === undefined) return { value: nothing };
        const found = await work(version);
        // The rows of an import that no longer counts are being removed: what was found may be half of it.
        const counts = (await shops.generation(shopId))?.equals(version.generation) === true;
        if (counts) kept.set(shopId, version);
        else kept.delete(shopId);
        return counts ? { value: found } : undefined;
      });
      return value;
    },
    customer: async (version, customerId) => {
      const customer = await orders.customer(version.shop.id, version.generation, customerId);
      return customer && (await withActions(version, [customer]))[0];
    },
    withActions,
    order: async (version, orderId) =>
      (await asTheyAre(version, await orders.orders(version.shop.id, version.generation, [orderId])))[0],
    ordersOf: async (version, customerId) =>
      asTheyAre(version, await orders.ordersOf(version.shop.id, version.generation, customerId)),
  };
}

function emptyFile({ shop }: ShopVersion) {
  return { shop, products: [], customers: [], orders: [], policies: [] };
}
