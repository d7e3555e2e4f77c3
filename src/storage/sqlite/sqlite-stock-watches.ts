import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import { productIdSchema, type ShopId, variantIdSchema } from '../../protocol/ids.js';
import { emailKey } from '../../shop/lookup-keys.js';
import { type StockWatch, type StockWatches, stockWatchSchema } from '../../shop/stock-watches.js';
import { hashedKey } from '../hashed-key.js';
import type { SqliteConnection } from './sqlite-connection.js';

const sealedRow = z.object({ owner: z.string(), payload: z.string() });
const variantRow = z
  .object({ product_id: productIdSchema, variant_id: variantIdSchema })
  .transform(({ product_id: productId, variant_id: variantId }) => ({ productId, variantId }));

/** Who waits for stock, in SQLite. What waits no longer keeps its id alone, so that a repeated request stays a repeat. */
export function createSqliteStockWatches({ db, read, write }: SqliteConnection, cipher: Cipher): StockWatches {
  const insert = db.prepare(
    `INSERT INTO stock_watches (shop_id, watch_id, product_id, variant_id, conversation_id, owner, waiting_key, payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const waiting = 'FROM stock_watches WHERE shop_id = ? AND waiting_key IS NOT NULL';
  const variants = db.prepare(`SELECT DISTINCT product_id, variant_id ${waiting}`);
  const ofVariant = db.prepare(
    `SELECT owner, payload ${waiting} AND product_id = ? AND variant_id = ? ORDER BY position`,
  );
  const byId = db.prepare(`SELECT owner, payload ${waiting} AND watch_id = ?`);
  const end = "UPDATE stock_watches SET waiting_key = NULL, owner = '', conversation_id = '', payload = ''";
  const close = db.prepare(`${end} WHERE shop_id = ? AND watch_id = ?`);
  const withdraw = db.prepare(
    `${end} WHERE shop_id = ? AND waiting_key IS NOT NULL AND (conversation_id = ? OR owner = ?)`,
  );
  const toWatch = (shopId: ShopId, stored: unknown): StockWatch => {
    const { owner, payload } = sealedRow.parse(stored);
    return stockWatchSchema.parse(JSON.parse(cipher.open(shopId, owner, payload)));
  };
  return {
    add: (shopId, watch) =>
      write(() => {
        const { id, productId, variantId, conversationId } = watch;
        const owner = ownerOf(watch);
        const sealed = cipher.seal(shopId, owner, JSON.stringify(watch));
        insert.run(shopId, id, productId, variantId, conversationId, owner, waitingKey(shopId, watch), sealed);
      }),
    watched: (shopId) => read(() => variants.all(shopId).map((row) => variantRow.parse(row))),
    waitingFor: (shopId, { productId, variantId }) =>
      read(() => ofVariant.all(shopId, productId, variantId).map((row) => toWatch(shopId, row))),
    find: (shopId, id) =>
      read(() => {
        const row = byId.get(shopId, id);
        return row === undefined ? undefined : toWatch(shopId, row);
      }),
    close: (shopId, id) =>
      write(() => {
        close.run(shopId, id);
      }),
    withdraw: (shopId, whose) =>
      write(() => Number(withdraw.run(shopId, whose.conversationId, ownerOf(whose)).changes)),
  };
}

/** Whose text it is: the customer's, or the conversation's. */
function ownerOf({ customerId, conversationId }: Pick<StockWatch, 'conversationId' | 'customerId'>): string {
  return customerId ?? conversationId;
}

function waitingKey(shopId: ShopId, { productId, variantId, email }: StockWatch): string {
  return hashedKey(shopId, `${productId}\n${variantId}\n${emailKey(email)}`);
}
