import type { Customer } from './shop.js';

type PaymentMethod = Customer['paymentMethods'][number];

/** The customer's one method of that id, if it is a gift card whose balance the shop keeps: money can be put on it. */
export function giftCardOf(
  customer: Customer | undefined,
  methodId: string,
): (PaymentMethod & { balance: number }) | undefined {
  const [method, ...others] = customer?.paymentMethods.filter(({ id }) => id === methodId) ?? [];
  if (method?.kind !== 'gift-card' || others.length > 0) return undefined;
  const { balance } = method;
  return balance === undefined ? undefined : { ...method, balance };
}
