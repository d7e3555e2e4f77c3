import { restock } from '../restock.js';
import type { Order, Product } from '../shop.js';
import { moveMoney, paidByMethod } from './move-money.js';
import { pendingOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';

/** Everything goes back to the methods it was paid with, and the items onto the shelf. */
export function cancel({ reason }: ActionOf<'cancel-order'>, facts: ActionFacts): Decided {
  const own = pendingOrder(facts);
  if (own.kind === 'refused') return own;
  const { order, customer } = own;
  const accepted = facts.policy.cancelReasons;
  if (accepted.length > 0 && (reason === undefined || !accepted.includes(reason)))
    return refused('reason-not-accepted');
  const refunds = [...paidByMethod(order)].map(([methodId, amount]) => ({ kind: 'refund' as const, methodId, amount }));
  const moved = moveMoney(refunds, { customer, order, at: facts.at });
  if (moved.kind === 'refused') return moved;
  const cancelled: Order = {
    ...order,
    status: 'cancelled',
    cancelledAt: new Date(facts.at).toISOString(),
    ...(reason !== undefined && { cancelReason: reason }),
    payments: moved.payments,
  };
  const changes = { order: cancelled, customer: moved.customer, products: shelved(order, facts) };
  return { kind: 'done', changes, movements: moved.movements };
}

function shelved(order: Order, { product }: ActionFacts): Product[] {
  const ids = [...new Set(order.items.map(({ productId }) => productId))];
  return ids.flatMap((id) => {
    const known = product(id);
    return known === undefined ? [] : [restock(known, order)];
  });
}
