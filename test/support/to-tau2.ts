import type { Order } from '../../src/shop/shop.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import type { Tau2State } from './tau2-policy.js';

/** What the two ways of keeping the shop have in common: everything that a write may change. */
export type Tau2View = {
  orders: Record<string, object>;
  users: Record<string, object>;
  /** Ids of the items that can be had, by product. */
  available: Record<string, string[]>;
};

export function viewOfState({ orders, users, products }: Tau2State): Tau2View {
  return {
    orders: mapped(orders, (order) => ({
      user: order.user_id,
      status: order.status,
      address: order.address,
      items: order.items.map(({ item_id, price }) => `${item_id} ${cents(price)}`).sort(),
      payments: order.payment_history.map(
        ({ transaction_type, amount, payment_method_id }) =>
          `${transaction_type} ${cents(amount)} ${payment_method_id}`,
      ),
      reason: order.cancel_reason,
      returned: order.returned,
      exchanged: order.exchanged,
    })),
    users: mapped(users, ({ address, payment_methods }) => ({
      address,
      balances: mapped(payment_methods, ({ balance }) => (balance === undefined ? undefined : cents(balance))),
    })),
    available: mapped(products, ({ variants }) =>
      Object.values(variants)
        .filter(({ available }) => available)
        .map(({ item_id }) => item_id)
        .sort(),
    ),
  };
}

export function viewOfShop({
  orders,
  customers,
  products,
}: Pick<ShopFile, 'orders' | 'customers' | 'products'>): Tau2View {
  return {
    orders: Object.fromEntries(orders.map((order) => [order.id, viewOfOrder(order)])),
    users: Object.fromEntries(
      customers.map(({ id, address, paymentMethods }) => [
        id,
        {
          address: toAddress(address),
          balances: Object.fromEntries(paymentMethods.map((one) => [one.id, one.balance])),
        },
      ]),
    ),
    available: Object.fromEntries(
      products.map(({ id, variants }) => [
        id,
        variants
          .filter(({ stock }) => stock > 0)
          .map((variant): string => variant.id)
          .sort(),
      ]),
    ),
  };
}

function viewOfOrder(order: Order): object {
  const itemAt = (line: number): string => order.items[line]?.variantId ?? '';
  const { returning, exchanging } = order;
  return {
    user: order.customerId,
    status: order.changedAt === undefined ? order.status.replace('-', ' ') : `${order.status} (items modified)`,
    address: toAddress(order.address),
    items: order.items
      .flatMap(({ variantId, price, quantity }) => Array<string>(quantity).fill(`${variantId} ${price}`))
      .sort(),
    payments: order.payments.map(({ kind, amount, methodId }) => `${kind} ${amount} ${methodId}`),
    reason: order.cancelReason,
    returned: returning && {
      items: returning.parts.map(({ line }) => itemAt(line)).sort(),
      method: returning.methodId,
    },
    exchanged: exchanging && {
      items: exchanging.swaps.map(({ line }) => itemAt(line)).sort(),
      new_items: exchanging.swaps.map(({ variantId }): string => variantId).sort(),
      method: exchanging.methodId,
      cents: exchanging.difference,
    },
  };
}

/** As the data set writes addresses; parts that are not there are empty. */
function toAddress({ line1, line2 = '', city, region = '', postcode, country }: Order['address']) {
  return { address1: line1, address2: line2, city, country, state: region, zip: postcode };
}

function mapped<From, To>(record: Record<string, From>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

function cents(dollars: number): number {
  return Math.round(dollars * 100);
}
