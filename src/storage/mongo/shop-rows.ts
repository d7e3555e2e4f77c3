import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';
import type { ShopId } from '../../protocol/ids.js';
import { type Shop, shopSchema } from '../../shop/shop.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { isDuplicate } from './mongo-fault.js';

/** Names what one import wrote: its rows never change, and another import writes others. */
export type Generation = mongoose.Types.ObjectId;

/** The import that counts. Cancellations up to number `through` are in its rows. */
export type ShopVersion = { generation: Generation; through: number; shop: Shop };

export type ShopRows = {
  current(shopId: ShopId): Promise<ShopVersion | undefined>;
  generation(shopId: ShopId): Promise<Generation | undefined>;
  digest(shopId: ShopId): Promise<string | undefined>;
  /** Makes `next` the one that counts, if it still is `previous` that does. */
  replace(previous: Generation | undefined, next: ShopVersion & { digest: string | undefined }): Promise<boolean>;
};

const generationRow = z.object({ generation: z.instanceof(mongoose.Types.ObjectId) });
const versionRow = generationRow.extend({ through: z.number(), payload: z.string() });
const digestRow = z.object({ digest: z.string().optional() });

/** The `shops` collection: one document a shop, and the only one that an import changes. */
export function createShopRows(connection: Connection): ShopRows {
  const definition = {
    shopId: requiredText,
    generation: { type: mongoose.Schema.Types.ObjectId, required: true },
    through: requiredNumber,
    digest: String,
    payload: requiredText,
  };
  const schema = collectionOf(definition, 'shops').index({ shopId: 1 }, { unique: true });
  const model = connection.model<unknown>('Shop', schema);
  return {
    current: async (shopId) => {
      const row = await model.findOne({ shopId }).lean();
      if (row === null) return undefined;
      const { generation, through, payload } = versionRow.parse(row);
      return { generation, through, shop: shopSchema.parse(JSON.parse(payload)) };
    },
    generation: async (shopId) => {
      const row = await model.findOne({ shopId }, { generation: 1 }).lean();
      return row === null ? undefined : generationRow.parse(row).generation;
    },
    digest: async (shopId) => {
      const row = await model.findOne({ shopId }, { digest: 1 }).lean();
      return row === null ? undefined : digestRow.parse(row).digest;
    },
    replace: async (previous, { generation, through, shop, digest }) => {
      const row = { generation, through, payload: JSON.stringify(shop), ...(digest !== undefined && { digest }) };
      if (previous === undefined) return insertNew(() => model.insertOne({ shopId: shop.id, ...row }));
      const change = { $set: row, ...(digest === undefined && { $unset: { digest: 1 } }) };
      const { matchedCount } = await model.updateOne({ shopId: shop.id, generation: previous }, change);
      return matchedCount === 1;
    },
  };
}

async function insertNew(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}
