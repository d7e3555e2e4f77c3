import type { CompensationPolicy, CompensationRule, RemedyKind, Trouble } from '../compensation-policy.js';
import { daysLate } from '../order-trouble.js';
import type { Customer, Order, Part } from '../shop.js';
import { moveMoney, paidByMethod } from './move-money.js';
import { ownOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided, Refusal } from './shop-action.js';
import { moveOf } from './swap-items.js';

/** One way the shop's settings make good for something. `amount`: minor units; 0 where items come in the place of money. */
export type Remedy = { kind: RemedyKind; amount: number };

export type Remedies = { kind: 'some'; remedies: Remedy[] } | { kind: 'none'; reason: Refusal };

export type Wrong = {
  trouble: Trouble /** The items it is about; the whole order without. */;
  parts?: Part[] | undefined;
};

/**
 * What may be given for what went wrong with an order: by the facts of the order and within the settings, never more than
 * the order's total, once per order, so often per customer and year.
 */
export function remediesFor(wrong: Wrong, facts: ActionFacts): Remedies {
  const own = ownOrder(facts);
  if (own.kind === 'refused') return none(own.reason);
  const { compensation } = facts.policy;
  const rules = compensation?.rules.filter(({ trouble }) => trouble === wrong.trouble) ?? [];
  if (compensation === undefined || rules.length === 0) return none('not-compensated');
  const reason = factAgainst(wrong, own, facts) ?? limitReached(compensation, own.order, facts);
  if (reason !== undefined) return none(reason);
  const remedies = rules.flatMap((rule) => remedyBy(rule, wrong, { ...own, facts }) ?? []);
  return remedies.length === 0 ? none('not-compensated') : { kind: 'some', remedies };
}

/** Gives what was agreed to, if the settings still say the same. */
export function compensate(action: ActionOf<'compensate'>, facts: ActionFacts): Decided {
  const own = ownOrder(facts);
  if (own.kind === 'refused') return own;
  const found = remediesFor(action, facts);
  if (found.kind === 'none') return refused(found.reason);
  const { remedy: kind, amount } = action;
  if (!found.remedies.some((one) => one.kind === kind && one.amount === amount)) return refused('terms-changed');
  const { trouble, parts } = action;
  const at = new Date(facts.at).toISOString();
  const compensation = { trouble, kind, amount, at, ...(parts !== undefined && { parts }) };
  return give({ ...own.order, compensation }, action, { customer: own.customer, at: facts.at });
}

type Own = { order: Order; customer: Customer };

function give(
  order: Order,
  action: ActionOf<'compensate'>,
  { customer, at }: { customer: Customer; at: number },
): Decided {
  const { remedy, amount, parts = wholeOf(order) } = action;
  if (remedy === 'replacement') {
    const stock = parts.flatMap(({ line, quantity }) => {
      const item = order.items[line];
      return item === undefined ? [] : [moveOf(item, -quantity)];
    });
    return { kind: 'done', order, movements: [], stock };
  }
  const card = cardFor(customer, order);
  const credited = { ...customer, paymentMethods: [...customer.paymentMethods, ...(card.isNew ? [card.method] : [])] };
  const methodId = remedy === 'credit' ? card.method.id : (mostPaid(order)?.methodId ?? '');
  const moved = moveMoney([{ kind: 'refund', methodId, amount }], { customer: credited, order, at });
  if (moved.kind === 'refused') return moved;
  if (remedy === 'refund') return { kind: 'done', order: { ...order, payments: moved.payments }, ...moneyOf(moved) };
  return { kind: 'done', order, ...moneyOf(moved), ...(card.isNew && { newMethod: card.method }) };
}

function moneyOf({ movements }: { movements: Extract<Decided, { kind: 'done' }>['movements'] }) {
  return { movements, stock: [] };
}

/** What the order's own data say against it. */
function factAgainst({ trouble, parts }: Wrong, { order }: Own, { policy, at }: ActionFacts): Refusal | undefined {
  if (trouble === 'late') return daysLate(order, at) > 0 ? undefined : 'not-late';
  if (order.status !== 'delivered') return 'not-arrived';
  if (!areThere(order, parts)) return 'unknown-item';
  const deliveredAt = order.deliveredAt === undefined ? at : Date.parse(order.deliveredAt);
  return at - deliveredAt <= policy.returnDays * DAY_MS ? undefined : 'reported-late';
}

const DAY_MS = 86_400_000;

function areThere({ items }: Order, parts: Part[] | undefined): boolean {
  const lines = new Set(parts?.map(({ line }) => line));
  return (
    lines.size === (parts?.length ?? 0) &&
    (parts ?? []).every((one) => one.quantity <= (items[one.line]?.quantity ?? 0))
  );
}

function limitReached({ perYear }: CompensationPolicy, order: Order, { orders, at }: ActionFacts): Refusal | undefined {
  if (order.compensation !== undefined) return 'already-compensated';
  const inYear = orders.filter(
    ({ compensation }) => compensation !== undefined && at - Date.parse(compensation.at) < 365 * DAY_MS,
  );
  return inYear.length < perYear ? undefined : 'compensation-limit';
}

function remedyBy(
  rule: CompensationRule,
  wrong: Wrong,
  { order, facts }: Own & { facts: ActionFacts },
): Remedy | undefined {
  if (rule.trouble === 'late' && daysLate(order, facts.at) < rule.afterDays) return undefined;
  const parts = wrong.parts ?? wholeOf(order);
  if (rule.kind === 'replacement') return inStock(order, parts, facts) ? { kind: 'replacement', amount: 0 } : undefined;
  const most = rule.kind === 'refund' ? (mostPaid(order)?.amount ?? 0) : order.total;
  const amount = Math.min(sumBy(rule, basisOf(order, wrong)), order.total, most);
  return amount > 0 ? { kind: rule.kind, amount } : undefined;
}

function sumBy({ amount, percent = 0, cap = Number.MAX_SAFE_INTEGER }: CompensationRule, basis: number): number {
  return amount ?? Math.min(Math.round((basis * percent) / 100), cap);
}

/** Minor units of the items it is about, or of all that was paid for. */
function basisOf({ items, total }: Order, { parts }: Wrong): number {
  return parts?.reduce((sum, { line, quantity }) => sum + (items[line]?.price ?? 0) * quantity, 0) ?? total;
}

function wholeOf({ items }: Order): Part[] {
  return items.map(({ quantity }, line) => ({ line, quantity }));
}

/** A shop that does not count its stock sends what it has sold. */
function inStock({ items }: Order, parts: Part[], { product, policy }: ActionFacts): boolean {
  const needed = new Map<string, number>();
  return parts.every(({ line, quantity }) => {
    const item = items[line];
    const variant = item && product(item.productId)?.variants.find(({ id }) => id === item.variantId);
    if (variant === undefined) return false;
    const units = (needed.get(variant.id) ?? 0) + quantity;
    needed.set(variant.id, units);
    return policy.countsStock ? variant.stock >= units : variant.stock > 0;
  });
}

/** The method that has paid most of it, and how much of that it has not got back. */
function mostPaid(order: Order): { methodId: string; amount: number } | undefined {
  const paid = [...paidByMethod(order)].map(([methodId, amount]) => ({ methodId, amount }));
  return paid.reduce<(typeof paid)[number] | undefined>(
    (best, one) => (one.amount > (best?.amount ?? 0) ? one : best),
    undefined,
  );
}

/** The customer's gift card whose balance the shop keeps, or else a new one. */
function cardFor(
  { paymentMethods }: Customer,
  { id }: Order,
): { method: Customer['paymentMethods'][number]; isNew: boolean } {
  const known = paymentMethods.find(({ kind, balance }) => kind === 'gift-card' && balance !== undefined);
  if (known !== undefined) return { method: known, isNew: false };
  return { method: { id: `credit-${id}`, kind: 'gift-card', label: `Store credit ${id}`, balance: 0 }, isNew: true };
}

function none(reason: Refusal): Remedies {
  return { kind: 'none', reason };
}
