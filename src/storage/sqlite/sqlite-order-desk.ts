import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { customerAfter, productAfter } from '../../shop/actions/apply-changes.js';
import { performAction } from '../../shop/actions/perform-action.js';
import type { OrderAction } from '../../shop/actions/shop-action.js';
import type { Product } from '../../shop/shop.js';
import type { OrderDesk, ShopActionResult } from '../../shop/shop-store.js';
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
  const perform = preparePerform(connection, cipher);
  return {
    perform: async (shopId, key, action, at) => {
      const { result, moved } = await write((): Performed => {
        const known = results.find(shopId, key);
        if (known !== undefined) return { result: known, moved: [] };
        const performed = perform(shopId, action, at);
        results.insert({ shopId, key, customerId: action.customerId, result: performed.result, at });
        return performed;
      });
      kept.replace(shopId, moved);
      return result;
    },
    resultOf: (shopId, key) => read(() => results.find(shopId, key)),
  };
}

type Performed = { result: ShopActionResult; moved: Product[] };

function preparePerform({ db }: SqliteConnection, cipher: Cipher) {
  const catalogue = createCatalogueRows(db);
  const rows = createOrderRows(db, cipher);
  return (shopId: ShopId, action: OrderAction, at: number): Performed => {
    const shop = catalogue.shop(shopId);
    if (shop === undefined) return { result: { kind: 'refused', reason: 'not-found' }, moved: [] };
    const customer = rows.customer(shopId, action.customerId);
    const result = performAction(action, {
      order: 'orderId' in action ? rows.order(shopId, action.orderId) : undefined,
      customer,
      product: (productId) => catalogue.product(shopId, productId),
      policy: shop.policy,
      vouchers: shop.vouchers,
      orders: rows.ordersOf(shopId, action.customerId),
      at,
    });
    if (result.kind === 'refused') return { result, moved: [] };
    if (result.order !== undefined) rows.updateOrder(shopId, result.order);
    if (customer !== undefined) rows.updateCustomer(shopId, customerAfter(customer, result));
    const ids = [...new Set(result.stock.map(({ productId }) => productId))];
    const moved = ids.flatMap((id) => catalogue.product(shopId, id) ?? []).map((one) => productAfter(one, result));
    for (const product of moved) catalogue.updateProduct(shopId, product);
    return { result, moved };
  };
}
