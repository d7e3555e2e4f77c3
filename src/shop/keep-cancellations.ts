import { orderNumberKey } from './lookup-keys.js';
import { refundGiftCards } from './refund-gift-cards.js';
import { restock } from './restock.js';
import type { Customer, Order, Product } from './shop.js';
import type { ShopFile } from './shop-file.js';
import type { CancellationsMet } from './shop-store.js';

/**
 * A new shop file with the cancellations on top that were made here and that it does not know of. An order it still
 * calls pending stays cancelled; its gift cards and its stock are then from before the cancellation too, so the refund
 * and the items are put onto them. Whatever else the file says of an order counts: it is newer.
 * @param cancelled as they were after the cancellation, oldest first
 */
export function keepCancellations(file: ShopFile, cancelled: Order[]): { file: ShopFile; met: CancellationsMet } {
  const ours = new Map(cancelled.map((order) => [orderNumberKey(order.id), order]));
  const pairs = file.orders.flatMap((order) => {
    const known = ours.get(orderNumberKey(order.id));
    return known?.customerId === order.customerId ? [{ order, known }] : [];
  });
  const kept = pairs
    .filter(({ order }) => order.status === 'pending')
    .map(({ order, known }) => withCancellation(order, known));
  const overruled = pairs.filter(({ order: { status } }) => status !== 'pending' && status !== 'cancelled').length;
  return { file: kept.length === 0 ? file : onTop(file, kept), met: { kept: kept.length, overruled } };
}

function withCancellation(order: Order, { cancelledAt, cancelReason, payments }: Order): Order {
  return { ...order, status: 'cancelled', cancelledAt, cancelReason, payments };
}

function onTop(file: ShopFile, kept: Order[]): ShopFile {
  const byId = new Map(kept.map((order) => [order.id, order]));
  const owners = new Set(kept.map(({ customerId }) => customerId));
  const held = new Set(kept.flatMap(({ items }) => items.map(({ productId }) => productId)));
  const refunded = (customer: Customer) =>
    kept.filter(({ customerId }) => customerId === customer.id).reduce(refundGiftCards, customer);
  const restocked = (product: Product) => kept.reduce(restock, product);
  return {
    ...file,
    orders: file.orders.map((order) => byId.get(order.id) ?? order),
    customers: file.customers.map((customer) => (owners.has(customer.id) ? refunded(customer) : customer)),
    products: file.products.map((product) => (held.has(product.id) ? restocked(product) : product)),
  };
}
