import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import { type CustomerId, customerIdSchema, type ShopId } from '../../protocol/ids.js';
import type { DoneAction } from '../../shop/keep-actions.js';
import type { ShopActionResult } from '../../shop/shop-store.js';
import { shopActionResultSchema } from '../shop-action-result.js';
import type { Db } from './db.js';

export type ActionResultRows = {
  find(shopId: ShopId, key: string): ShopActionResult | undefined;
  /** Oldest first. */
  done(shopId: ShopId): DoneAction[];
  insert(result: NewResult): void;
};

type NewResult = { shopId: ShopId; key: string; customerId: CustomerId; result: ShopActionResult; at: number };

const resultRow = z.object({ customer_id: customerIdSchema, payload: z.string() });

/** The `action_results` table: what came of every write that was asked for, sealed as its customer's. */
export function createActionResultRows(db: Db, cipher: Cipher): ActionResultRows {
  const select = 'SELECT customer_id, payload FROM action_results WHERE shop_id = ?';
  const byKey = db.prepare(`${select} AND key = ?`);
  const all = db.prepare(`${select} ORDER BY at, rowid`);
  const insert = db.prepare('INSERT INTO action_results VALUES (?, ?, ?, ?, ?)');
  const toResult = (shopId: ShopId, stored: unknown): ShopActionResult => {
    const { customer_id, payload } = resultRow.parse(stored);
    return shopActionResultSchema.parse(JSON.parse(cipher.open(shopId, customer_id, payload)));
  };
  return {
    find: (shopId, key) => {
      const row = byKey.get(shopId, key);
      return row === undefined ? undefined : toResult(shopId, row);
    },
    done: (shopId) =>
      all.all(shopId).flatMap((row): DoneAction[] => {
        const { customer_id: customerId } = resultRow.parse(row);
        const result = toResult(shopId, row);
        return result.kind === 'done' ? [{ customerId, result }] : [];
      }),
    insert: ({ shopId, key, customerId, result, at }) => {
      insert.run(shopId, key, at, customerId, cipher.seal(shopId, customerId, JSON.stringify(result)));
    },
  };
}
