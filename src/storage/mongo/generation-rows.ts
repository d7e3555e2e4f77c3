import mongoose, { type Model, type SchemaDefinition, trusted } from 'mongoose';
import type { ShopId } from '../../protocol/ids.js';
import { requiredText } from './collection.js';
import type { Generation } from './shop-rows.js';

/** The fields by which rows belong to an import. */
export const generationFields = {
  shopId: requiredText,
  generation: { type: mongoose.Schema.Types.ObjectId, required: true },
} satisfies SchemaDefinition;

export type GenerationRows = {
  /** Refuses repeats as a unique index does, after it wrote some. */
  insert(rows: object[]): Promise<void>;
  remove(shopId: ShopId, generation: Generation): Promise<void>;
  /** What imports left that came to nothing, all but `current`, begun before `before`. */
  removeLeftovers(shopId: ShopId, current: Generation | undefined, before: Generation): Promise<void>;
};

const CHUNK = 1000;

export function createGenerationRows(model: Model<unknown>): GenerationRows {
  return {
    insert: async (rows) => {
      for (let start = 0; start < rows.length; start += CHUNK) {
        await model.insertMany(rows.slice(start, start + CHUNK), { ordered: false });
      }
    },
    remove: async (shopId, generation) => {
      await model.deleteMany({ shopId, generation });
    },
    removeLeftovers: async (shopId, current, before) => {
      const old = current === undefined ? { $lt: before } : { $lt: before, $ne: current };
      await model.deleteMany({ shopId, generation: trusted(old) });
    },
  };
}
