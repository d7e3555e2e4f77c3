import type { CustomerId, ShopId } from '../../protocol/ids.js';
import { keepCancellations } from '../../shop/keep-cancellations.js';
import type { Customer, Order } from '../../shop/shop.js';
import type { ActionResultRows } from './action-result-rows.js';
import type { OrderRows } from './order-rows.js';
import type { ShopRows, ShopVersion } from './shop-rows.js';
import { tryAgain } from './try-again.js';

/** The shop as it is now: what was imported last, and what was cancelled since on top. */
export type CurrentShop = {
  /** Reads of one import alone; `nothing` for a shop that is not there. */
  read<T>(shopId: ShopId, nothing: T, work: (version: ShopVersion) => Promise<T>): Promise<T>;
  customer(version: ShopVersion, customerId: CustomerId): Promise<Customer | undefined>;
  /** Each as `customer` would give it. */
  refunded(version: ShopVersion, customers: Customer[]): Promise<Customer[]>;
  order(version: ShopVersion, orderId: string): Promise<Order | undefined>;
  ordersOf(version: ShopVersion, customerId: CustomerId): Promise<Order[]>;
};

type Rows = { shops: ShopRows; orders: OrderRows; results: ActionResultRows };

export function createCurrentShop({ shops, orders, results }: Rows): CurrentShop {
  const kept = new Map<ShopId, ShopVersion>();

  const onTop = async (version: ShopVersion, found: Order[]): Promise<Order[]> => {
    const { through, shop } = version;
    // Whatever else the import says of an order counts.
    const owners = new Set(found.filter(({ status }) => status === 'pending').map(({ customerId }) => customerId));
    const lists = [...owners].map((customerId) => results.cancelled(shop.id, through, customerId));
    const cancelled = (await Promise.all(lists)).flatMap((list) => list.orders);
    return keepCancellations({ ...emptyFile(version), orders: found }, cancelled).file.orders;
  };

  const refunded = (version: ShopVersion, customers: Customer[]): Promise<Customer[]> => {
    const { through, shop, generation } = version;
    const refund = async (customer: Customer): Promise<Customer> => {
      const cancelled = await results.cancelled(shop.id, through, customer.id);
      if (cancelled.orders.length === 0) return customer;
      const imported = await orders.orders(
        shop.id,
        generation,
        cancelled.orders.map(({ id }) => id),
      );
      const file = { ...emptyFile(version), customers: [customer], orders: imported };
      return keepCancellations(file, cancelled.orders).file.customers[0] ?? customer;
    };
    return Promise.all(customers.map(refund));
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
      return customer && (await refunded(version, [customer]))[0];
    },
    refunded,
    order: async (version, orderId) =>
      (await onTop(version, await orders.orders(version.shop.id, version.generation, [orderId])))[0],
    ordersOf: async (version, customerId) =>
      onTop(version, await orders.ordersOf(version.shop.id, version.generation, customerId)),
  };
}

function emptyFile({ shop }: ShopVersion) {
  return { shop, products: [], customers: [], orders: [], policies: [] };
}
