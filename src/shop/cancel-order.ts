import { giftCardOf } from './refund-gift-cards.js';
import type { Customer, Order, Shop } from './shop.js';
import type { CancelOrder, ShopActionResult } from './shop-store.js';

type Cancelling = {
  action: CancelOrder;
  /** The order of that number, whoever's it is. */
  order: Order | undefined;
  /** Who asks. */
  customer: Customer | undefined;
  policy: Shop['policy'];
  /** Milliseconds since the epoch. */
  at: number;
};

/**
 * Decides whether an order is cancelled and what goes back to whom. Somebody else's order is not there at all. What
 * was paid goes back to the methods it came from; a gift card whose balance the shop keeps has it at once, anything
 * else takes its days. Who stores the result also stores `refundGiftCards` and `restock` of it.
 */
export function cancelOrder({ action, order, customer, policy, at }: Cancelling): ShopActionResult {
  if (order === undefined || order.customerId !== action.customerId) return { kind: 'refused', reason: 'not-found' };
  if (order.status !== 'pending') return { kind: 'refused', reason: 'not-pending', order };
  if (!isAccepted(action.reason, policy.cancelReasons))
    return { kind: 'refused', reason: 'reason-not-accepted', order };
  const cancelledAt = new Date(at).toISOString();
  const owed = [...paidByMethod(order)].filter(([, amount]) => amount > 0);
  const refunds = owed.map(([methodId, amount]) => ({ kind: 'refund' as const, amount, methodId, at: cancelledAt }));
  return {
    kind: 'cancelled',
    order: {
      ...order,
      status: 'cancelled',
      cancelledAt,
      ...(action.reason !== undefined && { cancelReason: action.reason }),
      payments: [...order.payments, ...refunds],
    },
    refunds: owed.map(([methodId, amount]) => {
      const method = customer?.paymentMethods.find(({ id }) => id === methodId);
      const instant = giftCardOf(customer, methodId) !== undefined;
      return { methodLabel: method?.label ?? methodId, amount, instant };
    }),
  };
}

function isAccepted(reason: string | undefined, accepted: string[]): boolean {
  return accepted.length === 0 || (reason !== undefined && accepted.includes(reason));
}

/** Minor units each method has paid and not got back, in the order of the first payment. */
function paidByMethod({ payments }: Order): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { kind, amount, methodId } of payments) {
    sums.set(methodId, (sums.get(methodId) ?? 0) + (kind === 'payment' ? amount : -amount));
  }
  return sums;
}
