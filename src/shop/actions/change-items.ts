import { hasMethod, moveMoney } from './move-money.js';
import { pendingOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';
import { stockOfSwap, swapItems } from './swap-items.js';

/** Other variants before an order ships, once per order: what it costs more or less goes over one payment method. */
export function changeItems({ swaps, methodId }: ActionOf<'change-items'>, facts: ActionFacts): Decided {
  const own = pendingOrder(facts);
  if (own.kind === 'refused') return own;
  const { order, customer } = own;
  if (!hasMethod(customer, methodId)) return refused('unknown-method');
  const swapped = swapItems(order, swaps, facts);
  if (swapped.kind === 'refused') return swapped;
  const { difference, items, pairs } = swapped;
  const sum = {
    kind: difference > 0 ? ('payment' as const) : ('refund' as const),
    methodId,
    amount: Math.abs(difference),
  };
  const moved = moveMoney([sum], { customer, order, at: facts.at });
  if (moved.kind === 'refused') return moved;
  const changed = {
    ...order,
    items,
    total: order.total + difference,
    payments: moved.payments,
    changedAt: new Date(facts.at).toISOString(),
  };
  const stock = stockOfSwap(pairs, { isOldReturned: true });
  return { kind: 'done', order: changed, movements: moved.movements, stock };
}
