import type { ProductId, ShopId } from '../../protocol/ids.js';
import { performAction } from '../../shop/actions/perform-action.js';
import type { OrderAction } from '../../shop/actions/shop-action.js';
import type { OrderDesk, ShopActionResult } from '../../shop/shop-store.js';
import type { ActionResultRows } from './action-result-rows.js';
import type { CurrentShop } from './current-shop.js';
import { createInOrder } from './in-order.js';
import type { Catalogue } from './kept-catalogue.js';
import { orFault } from './mongo-fault.js';
import { tryAgain } from './try-again.js';

type Parts = { current: CurrentShop; results: ActionResultRows; catalogueOf: (shopId: ShopId) => Promise<Catalogue> };

const NOT_FOUND: ShopActionResult = { kind: 'refused', reason: 'not-found' };

/**
 * Writes of the shop in MongoDB. The result under its key is one document, and all that is written: the order, the gift
 * cards and the stock are read with it on top.
 */
export function createMongoOrderDesk({ current, results, catalogueOf }: Parts): OrderDesk {
  const inOrder = createInOrder();
  const decide = (shopId: ShopId, action: OrderAction, at: number): Promise<ShopActionResult> =>
    current.read(shopId, NOT_FOUND, async (version) => {
      const order = 'orderId' in action ? await current.order(version, action.orderId) : undefined;
      const customer = await current.customer(version, action.customerId);
      const orders = await current.ordersOf(version, action.customerId);
      const { byId } = await catalogueOf(shopId);
      const product = (productId: ProductId) => byId.get(productId);
      const { policy, vouchers } = version.shop;
      return performAction(action, { order, orders, customer, product, policy, vouchers, at });
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
