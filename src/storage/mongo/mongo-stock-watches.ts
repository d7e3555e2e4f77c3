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
    isWaiting: { type: Boolean, required: true },
    /** Of what waits no longer, its own id: it stands in nobody's way. */
    waitingKey: requiredText,
    /** These only while it waits. */
    conversationId: String,
    owner: String,
    payload: String,
  };
  return collectionOf(definition, 'stock_watches')
    .index({ shopId: 1, watchId: 1 }, { unique: true })
    .index({ shopId: 1, waitingKey: 1 }, { unique: true })
    .index({ shopId: 1, isWaiting: 1, productId: 1, variantId: 1 });
}

/** Who waits for stock, in MongoDB. What waits no longer keeps its id alone, so that a repeated request stays a repeat. */
export function createMongoStockWatches(connection: Connection, cipher: Cipher): StockWatches {
  const model = connection.model<unknown>('StockWatch', watchSchema());
  const toWatch = (shopId: ShopId, stored: unknown): StockWatch => {
    const { owner, payload } = sealedRow.parse(stored);
    return stockWatchSchema.parse(JSON.parse(cipher.open(shopId, owner, payload)));
  };
  const end = async (shopId: ShopId, watchId: string): Promise<number> => {
    const $set = { isWaiting: false, waitingKey: `ended ${watchId}` };
    const ended = { $set, $unset: { conversationId: 1, owner: 1, payload: 1 } };
    return (await model.updateOne({ shopId, watchId, isWaiting: true }, ended)).modifiedCount;
  };
  return {
    add: (shopId, watch) =>
      orFault(async () => {
        const { id: watchId, productId, variantId, conversationId } = watch;
        // A repeat is the usual case of a known id, and no server has to refuse it.
        if ((await model.exists({ shopId, watchId })) !== null) return;
        const owner = ownerOf(watch);
        const payload = cipher.seal(shopId, owner, JSON.stringify(watch));
        const row = { shopId, watchId, productId, variantId, conversationId, owner, payload, isWaiting: true };
        try {
          await model.insertOne({ ...row, waitingKey: waitingKey(shopId, watch) });
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
      }),
    watched: (shopId) =>
      orFault(async () => {
        const rows = await model.find({ shopId, isWaiting: true }, { productId: 1, variantId: 1 }).lean();
        const variants = rows.map((row) => variantRow.parse(row));
        return [...new Map(variants.map((variant) => [keyOf(variant), variant])).values()];
      }),
    waitingFor: (shopId, { productId, variantId }) =>
      orFault(async () => {
        const rows = await model.find({ shopId, productId, variantId, isWaiting: true }).sort({ _id: 1 }).lean();
        return rows.map((row) => toWatch(shopId, row));
      }),
    find: (shopId, watchId) =>
      orFault(async () => {
        const row = await model.findOne({ shopId, watchId, isWaiting: true }).lean();
        return row === null ? undefined : toWatch(shopId, row);
      }),
    close: (shopId, watchId) =>
      orFault(async () => {
        await end(shopId, watchId);
      }),
    withdraw: (shopId, whose) =>
      orFault(async () => {
        const own = trusted([{ conversationId: whose.conversationId }, { owner: ownerOf(whose) }]);
        const rows = await model.find({ shopId, isWaiting: true, $or: own }, { watchId: 1 }).lean();
        const ended = await Promise.all(rows.map((row) => end(shopId, idRow.parse(row).watchId)));
        return ended.reduce((sum, count) => sum + count, 0);
      }),
  };
}

/** Whose text it is: the customer's, or the conversation's. */
function ownerOf({ customerId, conversationId }: Pick<StockWatch, 'conversationId' | 'customerId'>): string {
  return customerId ?? conversationId;
}

function waitingKey(shopId: ShopId, watch: StockWatch): string {
  return hashedKey(shopId, `${keyOf(watch)}\n${emailKey(watch.email)}`);
}

function keyOf({ productId, variantId }: WatchedVariant): string {
  return `${productId}\n${variantId}`;
}
