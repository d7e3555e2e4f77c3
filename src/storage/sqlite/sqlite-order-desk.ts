import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { cancelOrder } from '../../shop/cancel-order.js';
import { orderSchema } from '../../shop/shop.js';
import type { CancelOrder, OrderDesk, ShopActionResult } from '../../shop/shop-store.js';
import { createCatalogueRows } from './catalogue-rows.js';
import type { Db } from './db.js';
import { createOrderRows } from './order-rows.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Writes of the shop in SQLite: the order and the result under its key change in one transaction. */
export function createSqliteOrderDesk({ db, read, write }: SqliteConnection, cipher: Cipher): OrderDesk {
  const catalogue = createCatalogueRows(db);
  const rows = createOrderRows(db, cipher);
  const results = createResultRows(db, cipher);

  const cancel = (shopId: ShopId, action: CancelOrder, at: number): ShopActionResult => {
    const shop = catalogue.shop(shopId);
    if (shop === undefined) return { kind: 'refused', reason: 'not-found' };
    const order = rows.order(shopId, action.orderId);
    const customer = rows.customer(shopId, action.customerId);
    const result = cancelOrder({ action, order, customer, policy: shop.policy, at });
    if (result.kind === 'cancelled') rows.updateOrder(shopId, result.order);
    return result;
  };

  return {
    perform: (shopId, key, action, at) =>
      write(() => {
        const known = results.find(shopId, key);
        if (known !== undefined) return known;
        const result = cancel(shopId, action, at);
        results.insert({ shopId, key, customerId: action.customerId, result, at });
        return result;
      }),
    resultOf: (shopId, key) => read(() => results.find(shopId, key)),
  };
}

const resultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cancelled'),
    order: orderSchema,
    refunds: z.array(z.object({ methodLabel: z.string(), amount: z.number(), instant: z.boolean() })),
  }),
  z.object({
    kind: z.literal('refused'),
    reason: z.enum(['not-found', 'not-pending', 'reason-not-accepted']),
    order: orderSchema.exactOptional(),
  }),
]);

const resultRow = z.object({ customer_id: z.string(), payload: z.string() });

type NewResult = { shopId: ShopId; key: string; customerId: string; result: ShopActionResult; at: number };

function createResultRows(db: Db, cipher: Cipher) {
  const find = db.prepare('SELECT customer_id, payload FROM action_results WHERE shop_id = ? AND key = ?');
  const insert = db.prepare('INSERT INTO action_results VALUES (?, ?, ?, ?, ?)');
  return {
    find: (shopId: ShopId, key: string): ShopActionResult | undefined => {
      const row = resultRow.optional().parse(find.get(shopId, key));
      return row && resultSchema.parse(JSON.parse(cipher.open(shopId, row.customer_id, row.payload)));
    },
    insert: ({ shopId, key, customerId, result, at }: NewResult) => {
      insert.run(shopId, key, at, customerId, cipher.seal(shopId, customerId, JSON.stringify(result)));
    },
  };
}
