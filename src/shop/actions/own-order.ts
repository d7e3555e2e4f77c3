import type { Customer, Order } from '../shop.js';
import type { ActionFacts, Refusal } from './shop-action.js';

export type OwnOrder = { kind: 'own'; order: Order; customer: Customer } | { kind: 'refused'; reason: Refusal };

/** The order, if it is the customer's own and still being prepared as it was placed. */
export function pendingOrder(facts: ActionFacts): OwnOrder {
  const own = ownOrder(facts);
  if (own.kind === 'refused') return own;
  if (own.order.status !== 'pending') return refused('not-pending');
  return own.order.changedAt === undefined ? own : refused('already-changed');
}

/** The order, if it is the customer's own, delivered, and within the shop's days for sending back. */
export function deliveredOrder(facts: ActionFacts): OwnOrder {
  const own = ownOrder(facts);
  if (own.kind === 'refused') return own;
  if (own.order.status !== 'delivered') return refused('not-delivered');
  return isInTime(own.order, facts) ? own : refused('too-late');
}

/** The order, if it is the customer's own. */
export function ownOrder({ order, customer }: ActionFacts): OwnOrder {
  if (order === undefined || customer === undefined || order.customerId !== customer.id) return refused('not-found');
  return { kind: 'own', order, customer };
}

const DAY_MS = 86_400_000;

/** A shop that does not say when it delivered sets no limit. */
function isInTime({ deliveredAt }: Order, { policy, at }: ActionFacts): boolean {
  return deliveredAt === undefined || at - Date.parse(deliveredAt) <= policy.returnDays * DAY_MS;
}

export function refused(reason: Refusal): { kind: 'refused'; reason: Refusal } {
  return { kind: 'refused', reason };
}
