import { orderNumberKey } from '../../shop/lookup-keys.js';
import type { Order, OrderStatus } from '../../shop/shop.js';
import type { Turn } from '../turn.js';

export type PickedOrder =
  | { kind: 'order'; order: Order }
  | { kind: 'several'; orders: Order[] }
  /** A number was given that is not among the customer's own. */
  | { kind: 'not-yours' }
  | { kind: 'none' };

/** Which order the customer means: the number given, else the one being talked about, else the only candidate. */
export function pickOrder(turn: Turn, statuses: OrderStatus[]): PickedOrder {
  const { conversation, facts } = turn;
  const number = orderNumberOf(turn);
  if (number !== undefined) {
    const named = facts.orders.find((order) => sameNumber(order.id, number));
    return named === undefined ? { kind: 'not-yours' } : { kind: 'order', order: named };
  }
  const focus = facts.orders.find((order) => order.id === conversation.orderInFocus);
  if (focus !== undefined) return { kind: 'order', order: focus };
  const candidates = facts.orders.filter((order) => statuses.includes(order.status));
  const [only, ...others] = candidates;
  if (only === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'order', order: only } : { kind: 'several', orders: candidates };
}

export function orderNumberOf({ purpose }: Turn): string | undefined {
  return purpose.kind === 'serve' || purpose.kind === 'prove' || purpose.kind === 'give-reason'
    ? purpose.orderNumber
    : undefined;
}

/** Whether `said` names the order: as the shop finds it, or by its digits without the letters before them. */
export function sameNumber(orderId: string, said: string): boolean {
  const [whole, part] = [orderNumberKey(orderId), orderNumberKey(said)];
  return whole === part || (/^\d+$/.test(part) && whole.replace(/\D/g, '') === part);
}
