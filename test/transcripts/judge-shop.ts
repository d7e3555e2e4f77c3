import type { ShopFile } from '../../src/shop/shop-file.js';
import { type Difference, differ, differFrom } from './difference.js';
import type { Transcript } from './transcript.js';

/** The shop as far as a conversation can change it. */
export type ShopSeen = Pick<ShopFile, 'orders' | 'customers' | 'products'> & {
  /** Addresses that wait, by variant. */
  notices?: Record<string, string>;
};

/** Where the shop does not stand as the script says; what it does not speak of stands as it stood. Pure. */
export function judgeShop(script: Transcript, before: ShopSeen, after: ShopSeen): Difference[] {
  return [
    ...before.orders.flatMap((order) => {
      const now = after.orders.find(({ id }) => id === order.id);
      const expected = script.orders[order.id];
      if (expected !== undefined) return differFrom(`order ${order.id}`, expected, now);
      return differ(`order ${order.id}`, JSON.stringify(order), JSON.stringify(now));
    }),
    ...missing(Object.keys(script.orders), new Set(before.orders.map(({ id }) => id)), 'order'),
    ...judgeAccounts(script, before, after),
    ...judgeCards(script, before, after),
    ...judgeStock(script, after),
    ...differ('notices', JSON.stringify(script.notices), JSON.stringify(after.notices ?? {})),
  ];
}

function judgeAccounts({ accounts }: Transcript, before: ShopSeen, after: ShopSeen): Difference[] {
  return before.customers.flatMap(({ id, address }) => {
    const now = after.customers.find((customer) => customer.id === id);
    const expected = accounts[id];
    if (expected !== undefined) return differFrom(`account of ${id}`, expected, now);
    return differ(`address of ${id}`, JSON.stringify(address), JSON.stringify(now?.address));
  });
}

function judgeCards(script: Transcript, before: ShopSeen, after: ShopSeen): Difference[] {
  const [old, now] = [balancesOf(before), balancesOf(after)];
  const expected = { ...Object.fromEntries(old), ...script['gift-cards'] };
  return Object.entries(expected).flatMap(([id, balance]) => differFrom(`gift card ${id}`, balance, now.get(id)));
}

function balancesOf({ customers }: ShopSeen): Map<string, number> {
  const methods = customers.flatMap(({ paymentMethods }) => paymentMethods);
  return new Map(methods.flatMap(({ id, balance }) => (balance === undefined ? [] : [[id, balance]])));
}

function judgeStock({ stock }: Transcript, { products }: ShopSeen): Difference[] {
  const units = new Map<string, number>(
    products.flatMap(({ variants }) => variants.map((variant) => [variant.id, variant.stock])),
  );
  return Object.entries(stock).flatMap(([id, expected]) => differFrom(`stock of ${id}`, expected, units.get(id)));
}

function missing(named: string[], there: ReadonlySet<string>, what: string): Difference[] {
  return named
    .filter((id) => !there.has(id))
    .map((id) => ({ what: `${what} ${id}`, expected: 'in the shop', got: 'none' }));
}
