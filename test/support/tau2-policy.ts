import type { Tau2Database } from './import-tau2.js';

/**
 * `policy.md` of tau2-retail said again over its own `db.json`, knowing nothing of how the product decides: what the
 * database must be after a request that a proven customer said yes to. Amounts are compared in cents.
 */
export type Tau2Order = Omit<Tau2Database['orders'][string], 'status'> & {
  status: string;
  cancel_reason?: string;
  returned?: { items: string[]; method: string };
  exchanged?: { items: string[]; new_items: string[]; method: string; cents: number };
};
export type Tau2State = Omit<Tau2Database, 'orders'> & { orders: Record<string, Tau2Order> };

type Pair = { from: string; to: string };
export type Tau2Request =
  | { do: 'cancel'; order: string; reason: string }
  | { do: 'modify-address'; order: string; address: Tau2Order['address'] }
  | { do: 'modify-payment'; order: string; method: string }
  | { do: 'modify-items'; order: string; pairs: Pair[]; method: string }
  | { do: 'return'; order: string; items: string[]; method: string }
  | { do: 'exchange'; order: string; pairs: Pair[]; method: string }
  | { do: 'modify-default-address'; address: Tau2Order['address'] };

/** Undefined: the policy denies it. "Can only be called once" is read as: the items of an order change once. */
export function afterRequest(before: Tau2State, userId: string, request: Tau2Request): Tau2State | undefined {
  const state = structuredClone(before);
  const user = state.users[userId];
  if (user === undefined) return undefined;
  if (request.do === 'modify-default-address') {
    user.address = request.address;
    return state;
  }
  const order = state.orders[request.order];
  // "must deny any requests for tasks related to any other user"
  if (order === undefined || order.user_id !== userId) return undefined;
  const needed = request.do === 'return' || request.do === 'exchange' ? 'delivered' : 'pending';
  if (order.status !== needed) return undefined;
  return change(state, order, request) ? state : undefined;
}

type OfOrder = Exclude<Tau2Request, { do: 'modify-default-address' }>;

/** Changes the state in place; false where the policy denies it. */
function change(state: Tau2State, order: Tau2Order, request: OfOrder): boolean {
  switch (request.do) {
    case 'cancel':
      return cancel(state, order, request.reason);
    case 'modify-address':
      order.address = request.address;
      return true;
    case 'modify-payment':
      return modifyPayment(state, order, request.method);
    case 'modify-items':
      return modifyItems(state, order, request);
    case 'return':
      return openReturn(state, order, request);
    case 'exchange':
      return exchange(state, order, request);
  }
}

function cancel(state: Tau2State, order: Tau2Order, reason: string): boolean {
  if (reason !== 'no longer needed' && reason !== 'ordered by mistake') return false;
  order.status = 'cancelled';
  order.cancel_reason = reason;
  return move(state, order, { kind: 'refund', cents: totalOf(order), method: originalOf(order) });
}

/** "A single payment method different from the original"; a gift card "must have enough balance to cover the total". */
function modifyPayment(state: Tau2State, order: Tau2Order, method: string): boolean {
  const original = originalOf(order);
  if (methodOf(state, order, method) === undefined || method === original) return false;
  const cents = totalOf(order);
  return (
    move(state, order, { kind: 'payment', cents, method }) &&
    move(state, order, { kind: 'refund', cents, method: original })
  );
}

function modifyItems(
  state: Tau2State,
  order: Tau2Order,
  { pairs, method }: { pairs: Pair[]; method: string },
): boolean {
  const swapped = swap(state, order, pairs);
  if (swapped === undefined || methodOf(state, order, method) === undefined) return false;
  order.items = swapped.items;
  order.status = 'pending (items modified)';
  return move(state, order, { kind: swapped.cents > 0 ? 'payment' : 'refund', cents: Math.abs(swapped.cents), method });
}

/** "The refund must either go to the original payment method, or an existing gift card." */
function openReturn(
  state: Tau2State,
  order: Tau2Order,
  { items, method }: { items: string[]; method: string },
): boolean {
  const known = methodOf(state, order, method);
  const isAllowed = known !== undefined && (method === originalOf(order) || known.source === 'gift_card');
  if (!isAllowed || items.length === 0 || !holds(order, items)) return false;
  order.status = 'return requested';
  order.returned = { items: [...items].sort(), method };
  return true;
}

function exchange(state: Tau2State, order: Tau2Order, { pairs, method }: { pairs: Pair[]; method: string }): boolean {
  const swapped = swap(state, order, pairs);
  const known = methodOf(state, order, method);
  if (swapped === undefined || known === undefined || !canPay(known, swapped.cents)) return false;
  order.status = 'exchange requested';
  order.exchanged = {
    items: pairs.map(({ from }) => from).sort(),
    new_items: pairs.map(({ to }) => to).sort(),
    method,
    cents: swapped.cents,
  };
  return true;
}

/** "An available new item of the same product but of different product option." */
function swap(state: Tau2State, order: Tau2Order, pairs: Pair[]) {
  const taken = pairs.map(({ from }) => from);
  if (pairs.length === 0 || !holds(order, taken)) return undefined;
  let cents = 0;
  const items = [...order.items];
  for (const { from, to } of pairs) {
    const at = items.findIndex(({ item_id }) => item_id === from);
    const item = items[at];
    const variant = item && state.products[item.product_id]?.variants[to];
    if (item === undefined || variant === undefined || from === to || !variant.available) return undefined;
    cents += inCents(variant.price) - inCents(item.price);
    items[at] = { ...item, item_id: to, price: variant.price, options: variant.options };
  }
  return { items, cents };
}

type Sum = { kind: 'payment' | 'refund'; cents: number; method: string };

/** Gift cards change at once; whatever else takes its days. */
function move(state: Tau2State, order: Tau2Order, { kind, cents, method }: Sum): boolean {
  if (cents === 0) return true;
  const known = methodOf(state, order, method);
  if (known?.source === 'gift_card') {
    if (kind === 'payment' && !canPay(known, cents)) return false;
    known.balance = (inCents(known.balance ?? 0) + (kind === 'refund' ? cents : -cents)) / 100;
  }
  order.payment_history = [
    ...order.payment_history,
    { transaction_type: kind, amount: cents / 100, payment_method_id: method },
  ];
  return true;
}

type Method = Tau2Database['users'][string]['payment_methods'][string];

function canPay({ source, balance = 0 }: Method, cents: number): boolean {
  return source !== 'gift_card' || inCents(balance) >= cents;
}

function methodOf(state: Tau2State, { user_id }: Tau2Order, method: string): Method | undefined {
  return state.users[user_id]?.payment_methods[method];
}

/** What pays for it now: the payment that was made last. */
function originalOf({ payment_history }: Tau2Order): string {
  return (
    payment_history.filter(({ transaction_type }) => transaction_type === 'payment').at(-1)?.payment_method_id ?? ''
  );
}

function totalOf({ items }: Tau2Order): number {
  return items.reduce((sum, { price }) => sum + inCents(price), 0);
}

/** Whether the order has all of them, each as often as it is named. */
function holds({ items }: Tau2Order, wanted: string[]): boolean {
  const left = items.map(({ item_id }) => item_id);
  return wanted.every((id) => {
    const at = left.indexOf(id);
    return at >= 0 && left.splice(at, 1).length === 1;
  });
}

function inCents(dollars: number): number {
  return Math.round(dollars * 100);
}
