import { giftCardOf } from '../gift-card-of.js';
import type { Customer, Order } from '../shop.js';
import type { Movement, Refusal } from './shop-action.js';

export type Moved =
  | { kind: 'moved'; payments: Order['payments']; movements: Movement[] }
  | { kind: 'refused'; reason: Refusal };

type Asked = { customer: Customer; order: Order; at: number };

/** One sum to or from one of the customer's methods; a gift card must hold what is taken from it. */
export type Sum = { kind: Movement['kind']; methodId: string; amount: number };

/**
 * Moves sums in their order; one that cannot be moved stops all. Money may go back to a method that the customer no longer
 * keeps with the shop.
 */
export function moveMoney(sums: readonly Sum[], { customer, order, at }: Asked): Moved {
  let after = customer;
  const movements: Movement[] = [];
  for (const { kind, methodId, amount } of sums.filter((sum) => sum.amount > 0)) {
    const card = giftCardOf(after, methodId);
    const balance = (card?.balance ?? 0) + (kind === 'refund' ? amount : -amount);
    if (card !== undefined && balance < 0) return { kind: 'refused', reason: 'balance-too-low' };
    if (card !== undefined) after = withBalance(after, methodId, balance);
    movements.push({ kind, methodId, amount, instant: card !== undefined });
  }
  const made = movements.map(({ kind, methodId, amount }) => ({
    kind,
    methodId,
    amount,
    at: new Date(at).toISOString(),
  }));
  return { kind: 'moved', payments: [...order.payments, ...made], movements };
}

/** Minor units each method has paid and not got back, in the order of the first payment. */
export function paidByMethod({ payments }: Order): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { kind, amount, methodId } of payments) {
    sums.set(methodId, (sums.get(methodId) ?? 0) + (kind === 'payment' ? amount : -amount));
  }
  return sums;
}

export function hasMethod({ paymentMethods }: Customer, methodId: string): boolean {
  return paymentMethods.some(({ id }) => id === methodId);
}

function withBalance(customer: Customer, methodId: string, balance: number): Customer {
  const paymentMethods = customer.paymentMethods.map((method) =>
    method.id === methodId ? { ...method, balance } : method,
  );
  return { ...customer, paymentMethods };
}
