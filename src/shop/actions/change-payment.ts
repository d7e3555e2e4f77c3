import { hasMethod, moveMoney, paidByMethod } from './move-money.js';
import { pendingOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';

/** One other method pays all of a pending order; what was paid goes back where it came from. */
export function changePayment({ methodId }: ActionOf<'change-payment'>, facts: ActionFacts): Decided {
  const own = pendingOrder(facts);
  if (own.kind === 'refused') return own;
  const { order, customer } = own;
  if (!hasMethod(customer, methodId)) return refused('unknown-method');
  const paid = [...paidByMethod(order)].filter(([, amount]) => amount > 0);
  if (paid.some(([id]) => id === methodId)) return refused('same-method');
  const whole = paid.reduce((sum, [, amount]) => sum + amount, 0);
  const sums = [
    { kind: 'payment' as const, methodId, amount: whole },
    ...paid.map(([id, amount]) => ({ kind: 'refund' as const, methodId: id, amount })),
  ];
  const moved = moveMoney(sums, { customer, order, at: facts.at });
  if (moved.kind === 'refused') return moved;
  return { kind: 'done', order: { ...order, payments: moved.payments }, movements: moved.movements, stock: [] };
}
