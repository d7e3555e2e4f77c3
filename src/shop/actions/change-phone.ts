import { refused } from './own-order.js';
import type { ActionFacts, ActionOf, Decided } from './shop-action.js';

/** The number that the shop and its carriers call. */
export function changeOwnPhone({ phone }: ActionOf<'change-own-phone'>, { customer }: ActionFacts): Decided {
  if (customer === undefined) return refused('not-found');
  return { kind: 'done', ownPhone: phone, movements: [], stock: [] };
}
