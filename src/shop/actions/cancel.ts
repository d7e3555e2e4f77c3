import type { Order } from '../shop.js';
import { moveMoney, paidByMethod } from './move-money.js';
import { pendingOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';
import { moveOf } from './swap-items.js';

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
  const stock = order.items.map((item) => moveOf(item, item.quantity));
  return { kind: 'done', order: cancelled, movements: moved.movements, stock };
}
