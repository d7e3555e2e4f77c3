import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { cancelOrder } from '../../shop/cancel-order.js';
import { refundGiftCards } from '../../shop/refund-gift-cards.js';
import { restock } from '../../shop/restock.js';
import type { Order, Product } from '../../shop/shop.js';
import type { CancelOrder, OrderDesk, ShopActionResult } from '../../shop/shop-store.js';
import { createActionResultRows } from './action-result-rows.js';
import { createCatalogueRows } from './catalogue-rows.js';
import type { KeptCatalogue } from './kept-catalogue.js';
import { createOrderRows } from './order-rows.js';
import type { SqliteConnection } from './sqlite-connection.js';

/**
 * Writes of the shop in SQLite: the order, the gift cards, the stock and the result under its key change in one
 * transaction, so that all of it is done once or none.
 */
export function createSqliteOrderDesk(connection: SqliteConnection, cipher: Cipher, kept: KeptCatalogue): OrderDesk {
  const { db, read, write } = connection;
  const results = createActionResultRows(db, cipher);
  const cancel = prepareCancel(connection, cipher);
  return {
    perform: async (shopId, key, action, at) => {
      const { result, restocked } = await write((): Performed => {
        const known = results.find(shopId, key);
        if (known !== undefined) return { result: known, restocked: [] };
        const performed = cancel(shopId, action, at);
        results.insert({ shopId, key, customerId: action.customerId, result: performed.result, at });
        return performed;
      });
      kept.replace(shopId, restocked);
      return result;
    },
    resultOf: (shopId, key) => read(() => results.find(shopId, key)),
  };
}

type Performed = { result: ShopActionResult; restocked: Product[] };

function prepareCancel({ db }: SqliteConnection, cipher: Cipher) {
  const catalogue = createCatalogueRows(db);
  const rows = createOrderRows(db, cipher);

  const putBack = (shopId: ShopId, order: Order): Product[] =>
    [...new Set(order.items.map(({ productId }) => productId))].flatMap((productId) => {
      const product = catalogue.product(shopId, productId);
      if (product === undefined) return [];
      const restocked = restock(product, order);
      catalogue.updateProduct(shopId, restocked);
      return [restocked];
    });

  return (shopId: ShopId, action: CancelOrder, at: number): Performed => {
    const shop = catalogue.shop(shopId);
    if (shop === undefined) return { result: { kind: 'refused', reason: 'not-found' }, restocked: [] };
    const order = rows.order(shopId, action.orderId);
    const customer = rows.customer(shopId, action.customerId);
    const result = cancelOrder({ action, order, customer, policy: shop.policy, at });
    if (result.kind !== 'cancelled') return { result, restocked: [] };
    rows.updateOrder(shopId, result.order);
    if (customer !== undefined) rows.updateCustomer(shopId, refundGiftCards(customer, result.order));
    return { result, restocked: putBack(shopId, result.order) };
  };
}
