import type { ShopId } from '../../protocol/ids.js';
import { cancelOrder } from '../../shop/cancel-order.js';
import type { CancelOrder, OrderDesk, ShopActionResult } from '../../shop/shop-store.js';
import type { ActionResultRows } from './action-result-rows.js';
import type { CurrentShop } from './current-shop.js';
import { createInOrder } from './in-order.js';
import { orFault } from './mongo-fault.js';
import { tryAgain } from './try-again.js';

type Parts = { current: CurrentShop; results: ActionResultRows };

const NOT_FOUND: ShopActionResult = { kind: 'refused', reason: 'not-found' };

/**
 * Writes of the shop in MongoDB. The result under its key is one document, and all that is written: the order, the gift
 * cards and the stock are read with it on top.
 */
export function createMongoOrderDesk({ current, results }: Parts): OrderDesk {
  const inOrder = createInOrder();
  const decide = (shopId: ShopId, action: CancelOrder, at: number): Promise<ShopActionResult> =>
    current.read(shopId, NOT_FOUND, async (version) => {
      const order = await current.order(version, action.orderId);
      const customer = await current.customer(version, action.customerId);
      return cancelOrder({ action, order, customer, policy: version.shop.policy, at });
    });
  return {
    perform: (shopId, key, action, at) =>
      orFault(() =>
        inOrder(shopId, () =>
          tryAgain(async () => {
            const known = await results.find(shopId, key);
            if (known !== undefined) return known;
            const newest = await results.newest(shopId);
            const result = await decide(shopId, action, at);
            const isNew = await results.insert({ shopId, key, customerId: action.customerId, result, at }, newest);
            return isNew ? result : undefined;
          }),
        ),
      ),
    resultOf: (shopId, key) => orFault(() => results.find(shopId, key)),
  };
}
