import { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import { type CustomerId, customerIdSchema, type ShopId } from '../../protocol/ids.js';
import type { DoneAction } from '../../shop/keep-actions.js';
import type { ShopActionResult } from '../../shop/shop-store.js';
import { shopActionResultSchema } from '../shop-action-result.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { isDuplicate } from './mongo-fault.js';

export type NewResult = { shopId: ShopId; key: string; customerId: CustomerId; result: ShopActionResult; at: number };

/** Oldest first, and the number of the last. */
export type DoneActions = { actions: DoneAction[]; last: number };

export type ActionResultRows = {
  find(shopId: ShopId, key: string): Promise<ShopActionResult | undefined>;
  /** Of the whole shop, or of one customer, with a number > `after`. */
  done(shopId: ShopId, after: number, customerId?: CustomerId): Promise<DoneActions>;
  /** Number of the newest action of the shop that was done; 0 before the first. */
  newest(shopId: ShopId): Promise<number>;
  /**
   * What was done is numbered behind `newest`, which was read before it was decided. False when the key has a result or
   * another action of the shop came first: decide again.
   */
  insert(result: NewResult, newest: number): Promise<boolean>;
};

/**
 * The `action_results` collection: what came of every write that was asked for, sealed as its customer's. The document
 * of what was done is what was done: orders, gift cards and stock are read with it on top (`CurrentShop`), so that
 * there is nothing else that would have to be written with it.
 */
export function createActionResultRows(connection: Connection, cipher: Cipher): ActionResultRows {
  const model = connection.model<unknown>('ActionResult', resultSchema());
  const toResult = (shopId: ShopId, stored: unknown): ShopActionResult => {
    const { customerId, payload } = resultRow.parse(stored);
    return shopActionResultSchema.parse(JSON.parse(cipher.open(shopId, customerId, payload)));
  };
  return {
    find: async (shopId, key) => {
      const row = await model.findOne({ shopId, key }).lean();
      return row === null ? undefined : toResult(shopId, row);
    },
    done: async (shopId, after, customerId) => {
      const whose = customerId === undefined ? {} : { customerId };
      const rows = await model
        .find({ shopId, ...whose, number: trusted({ $gt: after }) })
        .sort({ number: 1 })
        .lean();
      const actions = rows.flatMap((row): DoneAction[] => {
        const result = toResult(shopId, row);
        return result.kind === 'done' ? [{ customerId: resultRow.parse(row).customerId, result }] : [];
      });
      return { actions, last: rows.length === 0 ? after : numberRow.parse(rows.at(-1)).number };
    },
    newest: async (shopId) => {
      const row = await model
        .findOne({ shopId, number: trusted({ $gt: 0 }) }, { number: 1 })
        .sort({ number: -1 })
        .lean();
      return row === null ? 0 : numberRow.parse(row).number;
    },
    insert: async ({ shopId, key, customerId, result, at }, newest) => {
      const payload = cipher.seal(shopId, customerId, JSON.stringify(result));
      const row = { shopId, key, customerId, at, payload };
      try {
        await model.insertOne({ ...row, ...(result.kind === 'done' && { number: newest + 1 }) });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return false;
      }
    },
  };
}

function resultSchema() {
  const definition = {
    shopId: requiredText,
    key: requiredText,
    customerId: requiredText,
    at: requiredNumber,
    /** Of actions that were done alone: 1, 2, 3… within the shop. */
    number: Number,
    payload: requiredText,
  };
  const partialFilterExpression = { number: { $gt: 0 } };
  return collectionOf(definition, 'action_results')
    .index({ shopId: 1, key: 1 }, { unique: true })
    .index({ shopId: 1, number: 1 }, { unique: true, partialFilterExpression })
    .index({ shopId: 1, customerId: 1, number: 1 }, { partialFilterExpression });
}

const resultRow = z.object({ customerId: customerIdSchema, payload: z.string() });
const numberRow = z.object({ number: z.number() });
