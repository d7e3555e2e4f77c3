import { pendingOrder, refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';

/** Where a pending order goes. */
export function changeAddress({ address }: ActionOf<'change-address'>, facts: ActionFacts): Decided {
  const own = pendingOrder(facts);
  return own.kind === 'refused' ? own : { kind: 'done', order: { ...own.order, address }, movements: [], stock: [] };
}

/** The address that future orders start from. */
export function changeOwnAddress({ address }: ActionOf<'change-own-address'>, { customer }: ActionFacts): Decided {
  if (customer === undefined) return refused('not-found');
  return { kind: 'done', ownAddress: address, movements: [], stock: [] };
}
