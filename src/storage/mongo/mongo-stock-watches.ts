import { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import { productIdSchema, type ShopId, variantIdSchema } from '../../protocol/ids.js';
import { emailKey } from '../../shop/lookup-keys.js';
import { type StockWatch, type StockWatches, stockWatchSchema, type WatchedVariant } from '../../shop/stock-watches.js';
import { hashedKey } from '../hashed-key.js';
import { collectionOf, requiredText } from './collection.js';
import { isDuplicate, orFault } from './mongo-fault.js';

const sealedRow = z.object({ owner: z.string(), payload: z.string() });
const idRow = z.object({ watchId: z.string() });
const variantRow = z.object({ productId: productIdSchema, variantId: variantIdSchema });

function watchSchema() {
  const definition = {
    shopId: requiredText,
    watchId: requiredText,
    productId: requiredText,
    variantId: requiredText,
    conversationId: requiredText,
    owner: requiredText,
    waitingKey: requiredText,
    payload: requiredText,
  };
  return collectionOf(definition, 'stock_watches')
    .index({ shopId: 1, watchId: 1 }, { unique: true })
    .index({ shopId: 1, waitingKey: 1 }, { unique: true })
    .index({ shopId: 1, productId: 1, variantId: 1 });
}

/** Requests that are over, by shop and id alone. */
function endSchema() {
  return collectionOf({ _id: String }, 'stock_watch_ends');
}

/** Who waits for stock, in MongoDB. What waits no longer keeps its id alone, so that a repeated request stays a repeat. */
export function createMongoStockWatches(connection: Connection, cipher: Cipher): StockWatches {
  const model = connection.model<unknown>('StockWatch', watchSchema());
  const ends = connection.model<unknown>('StockWatchEnd', endSchema());
  const toWatch = (shopId: ShopId, stored: unknown): StockWatch => {
    const { owner, payload } = sealedRow.parse(stored);
    return stockWatchSchema.parse(JSON.parse(cipher.open(shopId, owner, payload)));
  };
  /** Cut off in between it waits on, and whoever ended it comes again. */
  const end = async (shopId: ShopId, watchId: string): Promise<number> => {
    const _id = endId(shopId, watchId);
    await ends.updateOne({ _id }, { $setOnInsert: { _id } }, { upsert: true });
    return (await model.deleteOne({ shopId, watchId })).deletedCount;
  };
  return {
    add: (shopId, watch) =>
      orFault(async () => {
        const { id: watchId, productId, variantId, conversationId } = watch;
        if ((await ends.exists({ _id: endId(shopId, watchId) })) !== null) return;
        const owner = ownerOf(watch);
        const payload = cipher.seal(shopId, owner, JSON.stringify(watch));
        const row = {
          shopId,
          watchId,
          productId,
          variantId,
          conversationId,
          owner,
          payload,
          waitingKey: waitingKey(shopId, watch),
        };
        try {
          await model.insertOne(row);
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
      }),
    watched: (shopId) =>
      orFault(async () => {
        const rows = await model.find({ shopId }, { productId: 1, variantId: 1 }).lean();
        const variants = rows.map((row) => variantRow.parse(row));
        return [...new Map(variants.map((variant) => [keyOf(variant), variant])).values()];
      }),
    waitingFor: (shopId, { productId, variantId }) =>
      orFault(async () => {
        const rows = await model.find({ shopId, productId, variantId }).sort({ _id: 1 }).lean();
        return rows.map((row) => toWatch(shopId, row));
      }),
    find: (shopId, watchId) =>
      orFault(async () => {
        const row = await model.findOne({ shopId, watchId }).lean();
        return row === null ? undefined : toWatch(shopId, row);
      }),
    close: (shopId, watchId) =>
      orFault(async () => {
        await end(shopId, watchId);
      }),
    withdraw: (shopId, whose) =>
      orFault(async () => {
        const own = trusted([{ conversationId: whose.conversationId }, { owner: ownerOf(whose) }]);
        const rows = await model.find({ shopId, $or: own }, { watchId: 1 }).lean();
        const ended = await Promise.all(rows.map((row) => end(shopId, idRow.parse(row).watchId)));
        return ended.reduce((sum, count) => sum + count, 0);
      }),
  };
}

/** Whose text it is: the customer's, or the conversation's. */
function ownerOf({ customerId, conversationId }: Pick<StockWatch, 'conversationId' | 'customerId'>): string {
  return customerId ?? conversationId;
}

function endId(shopId: ShopId, watchId: string): string {
  return `${shopId}/${watchId}`;
}

function waitingKey(shopId: ShopId, watch: StockWatch): string {
  return hashedKey(shopId, `${keyOf(watch)}\n${emailKey(watch.email)}`);
}

function keyOf({ productId, variantId }: WatchedVariant): string {
  return `${productId}\n${variantId}`;
}
