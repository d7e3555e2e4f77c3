import type { ActionFacts } from '../shop/actions/shop-action.js';
import type { Order } from '../shop/shop.js';
import type { Facts } from './turn.js';

/** What an action on an order is decided on, of what was looked up for this turn. */
export function actionFactsFor(
  { shop, customer, orders, now }: Pick<Facts, 'shop' | 'customer' | 'orders' | 'now'>,
  { order, product }: { order: Order | undefined; product: ActionFacts['product'] },
): ActionFacts {
  return { order, customer, product, policy: shop.policy, vouchers: shop.vouchers, orders, at: now };
}
