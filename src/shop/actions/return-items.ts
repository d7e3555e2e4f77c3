import type { Customer, Order, Part } from '../shop.js';
import { isMadeGood } from './made-good.js';
import { paidByMethod } from './move-money.js';
import { deliveredOrder, refused } from './own-order.js';
import { refundable } from './refundable.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';

/** Opens a return; the money follows when the items are back, to how the order was paid or onto a gift card. */
export function returnItems({ parts, methodId }: ActionOf<'return-items'>, facts: ActionFacts): Decided {
  const own = deliveredOrder(facts);
  if (own.kind === 'refused') return own;
  const { order } = own;
  if (parts.length === 0) return refused('nothing-chosen');
  if (!areThere(order, parts)) return refused('unknown-item');
  if (
    isMadeGood(
      order,
      parts.map(({ line }) => line),
    )
  )
    return refused('already-compensated');
  if (!mayBeRefundedTo(methodId, own)) return refused('method-not-allowed');
  const returning = { parts, methodId, amount: refundable(order, parts), at: new Date(facts.at).toISOString() };
  return { kind: 'done', order: { ...order, status: 'return-requested', returning }, movements: [], stock: [] };
}

function areThere({ items }: Order, parts: Part[]): boolean {
  const asked = new Map<number, number>();
  for (const { line, quantity } of parts) asked.set(line, (asked.get(line) ?? 0) + quantity);
  return [...asked].every(([line, quantity]) => quantity <= (items[line]?.quantity ?? 0));
}

function mayBeRefundedTo(methodId: string, { order, customer }: { order: Order; customer: Customer }): boolean {
  const method = customer.paymentMethods.find(({ id }) => id === methodId);
  return method !== undefined && (method.kind === 'gift-card' || (paidByMethod(order).get(methodId) ?? 0) > 0);
}
