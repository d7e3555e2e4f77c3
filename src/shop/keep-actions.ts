import { customerAfter, productAfter } from './actions/apply-changes.js';
import { orderNumberKey } from './lookup-keys.js';
import type { Order } from './shop.js';
import type { ShopFile } from './shop-file.js';
import type { ActionsMet, ShopActionResult } from './shop-store.js';

/** An action that was done, and whose it was. */
export type DoneAction = { customerId: Order['customerId']; result: Extract<ShopActionResult, { kind: 'done' }> };

/**
 * A new shop file with what was done in the chat on top, as far as the file does not know of it: an order that still stands
 * as it did before stays changed, with the gift cards and the stock that changed with it. Whatever else the file says of
 * an order counts: it is newer. Addresses and phone numbers of customers count as the file has them.
 * @param actions oldest first
 */
export function keepActions(file: ShopFile, actions: readonly DoneAction[]): { file: ShopFile; met: ActionsMet } {
  const met = { kept: 0, overruled: 0 };
  let kept = file;
  for (const action of actions) {
    const { order } = action.result;
    const known = order && kept.orders.find((one) => isSameOrder(one, order));
    if (order === undefined || known === undefined || knows(known, action)) continue;
    if (isFromBefore(known, action)) {
      kept = onTop(kept, action);
      met.kept += 1;
    } else met.overruled += 1;
  }
  return { file: kept, met };
}

/** A shop with an action that was done on it; of a file that holds only a part of the shop, that part. */
export function onTop(file: ShopFile, { customerId, result }: DoneAction): ShopFile {
  const { stock } = result;
  const moved = new Set(stock.map(({ productId }) => productId));
  return {
    ...file,
    orders: file.orders.map((one) => orderAfter(one, result)),
    customers: file.customers.map((one) => (one.id === customerId ? customerAfter(one, result) : one)),
    products: file.products.map((one) => (moved.has(one.id) ? productAfter(one, result) : one)),
  };
}

/** What was given for an order stays given, however far the order has gone on since. */
function orderAfter(known: Order, { action, order }: DoneAction['result']): Order {
  if (order === undefined || !isSameOrder(known, order)) return known;
  const { compensation } = order;
  if (action !== 'compensate' || compensation === undefined) return order;
  const given = order.payments.filter(({ kind, at }) => kind === 'refund' && at === compensation.at);
  return { ...known, compensation, payments: [...known.payments, ...given] };
}

function isSameOrder(one: Order, other: Order): boolean {
  return orderNumberKey(one.id) === orderNumberKey(other.id) && one.customerId === other.customerId;
}

/** The file shows what was done. */
function knows(known: Order, { result: { action, order } }: DoneAction): boolean {
  if (order === undefined) return false;
  const isSame = (part: (of: Order) => unknown) => JSON.stringify(part(known)) === JSON.stringify(part(order));
  switch (action) {
    case 'change-items':
      return known.status === 'pending' && isSame(itemsOf);
    case 'change-address':
      return known.status === 'pending' && isSame(({ address }) => address);
    case 'change-payment':
      return known.status === 'pending' && isSame(({ payments }) => payments.map(({ methodId }) => methodId));
    case 'apply-voucher':
      return known.status === 'pending' && isSame(({ discounts }) => discounts.map(({ code }) => code));
    case 'compensate':
      return known.compensation !== undefined;
    case 'cancel-order':
    case 'return-items':
    case 'exchange-items':
    case 'change-own-address':
    case 'watch-stock':
    case 'withdraw-watch':
    case 'subscribe':
    case 'unsubscribe':
    case 'change-own-phone':
      return known.status === order.status;
  }
}

function itemsOf({ items }: Order): string[] {
  return items.map(({ variantId, quantity }) => `${variantId} ${quantity}`).sort();
}

/** The order may still be as it was when the action was done. */
function isFromBefore({ status }: Order, { result: { action } }: DoneAction): boolean {
  if (action === 'compensate') return true;
  return status === (action === 'return-items' || action === 'exchange-items' ? 'delivered' : 'pending');
}
