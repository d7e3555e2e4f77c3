import type { Order, Shop } from './shop.js';

/** What an invoice states of money, in minor units. */
export type Invoice = {
  lines: { title: string; options: string[]; quantity: number; price: number; sum: number }[];
  shipping: number;
  discounts: { code: string; amount: number }[];
  /** What the shop took off the total when it refunded something; most shops leave the total as it was. */
  takenOff: number;
  total: number;
  /** Where the shop states a rate. `percent` as it is written, e.g. 5.5. */
  vat: { percent: number; net: number; tax: number } | undefined;
};

/** Net and tax are computed once, on the total, so that they always make it: the net is rounded half up, the rest is tax. */
export function invoiceOf(order: Order, { vatRate }: Pick<Shop['policy'], 'vatRate'>): Invoice {
  const { items, shipping, discounts, total } = order;
  const lines = items.map(({ title, options, quantity, price }) => ({
    title,
    options: Object.values(options),
    quantity,
    price,
    sum: price * quantity,
  }));
  const whole = lines.reduce((sum, line) => sum + line.sum, shipping);
  const full = discounts.reduce((sum, { amount }) => sum - amount, whole);
  return {
    lines,
    shipping,
    discounts: discounts.map(({ code, amount }) => ({ code, amount })),
    takenOff: full - total,
    total,
    vat: vatRate === undefined ? undefined : { percent: vatRate, ...split(total, vatRate) },
  };
}

/** In whole numbers: a rate has at most two decimals, so that a hundred times it is one. */
function split(total: number, percent: number): { net: number; tax: number } {
  const share = 10_000n + BigInt(Math.round(percent * 100));
  const net = Number((BigInt(total) * 20_000n + share) / (share * 2n));
  return { net, tax: total - net };
}
