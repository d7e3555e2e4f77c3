import { isMadeGood } from './made-good.js';
import { hasMethod, moveMoney } from './move-money.js';
import { deliveredOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';
import { stockOfSwap, swapItems } from './swap-items.js';

/**
 * Opens an exchange of delivered items for other variants. The new ones are set aside now; the difference is settled with
 * the method named, which must be able to pay it, when the old ones are back.
 */
export function exchangeItems({ swaps, methodId }: ActionOf<'exchange-items'>, facts: ActionFacts): Decided {
  const own = deliveredOrder(facts);
  if (own.kind === 'refused') return own;
  const { order, customer } = own;
  if (!hasMethod(customer, methodId)) return refused('unknown-method');
  if (
    isMadeGood(
      order,
      swaps.map(({ line }) => line),
    )
  )
    return refused('already-compensated');
  const swapped = swapItems(order, swaps, facts);
  if (swapped.kind === 'refused') return swapped;
  const { difference, pairs } = swapped;
  const kind = difference > 0 ? ('payment' as const) : ('refund' as const);
  const payable = moveMoney([{ kind, methodId, amount: Math.abs(difference) }], { customer, order, at: facts.at });
  if (payable.kind === 'refused') return payable;
  const exchanging = { swaps, methodId, difference, at: new Date(facts.at).toISOString() };
  const changed: typeof order = { ...order, status: 'exchange-requested', exchanging };
  return { kind: 'done', order: changed, movements: [], stock: stockOfSwap(pairs, { isOldReturned: false }) };
}
