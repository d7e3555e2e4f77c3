import type { Customer, Order } from './shop.js';

type PaymentMethod = Customer['paymentMethods'][number];

/** The customer with what cancelling `order` gave back on their gift cards; money for other methods is not kept here. */
export function refundGiftCards(customer: Customer, order: Order): Customer {
  const refunds = refundsOfCancelling(order);
  const refunded = (method: PaymentMethod): PaymentMethod => {
    const giftCard = giftCardOf(customer, method.id);
    const amounts = refunds.filter(({ methodId }) => methodId === method.id).map(({ amount }) => amount);
    return giftCard === undefined
      ? method
      : { ...method, balance: amounts.reduce((sum, amount) => sum + amount, giftCard.balance) };
  };
  return { ...customer, paymentMethods: customer.paymentMethods.map(refunded) };
}

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

/** They bear the moment of the cancellation. */
function refundsOfCancelling({ cancelledAt, payments }: Order): Order['payments'] {
  return cancelledAt === undefined ? [] : payments.filter(({ kind, at }) => kind === 'refund' && at === cancelledAt);
}
