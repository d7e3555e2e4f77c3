import { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import { outboxMessageSchema, type StoredOutbox } from '../../conversation/outbox/outbox.js';
import { type ShopId, shopIdSchema } from '../../protocol/ids.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { isDuplicate } from './mongo-fault.js';

/** Messages of one commit, as JSON, in their order. */
export type OutboxBatch = { shopId: ShopId; position: number; messages: string[] };

export type OutboxRows = {
  /** An id that is already here is a repeat. */
  insert(batches: OutboxBatch[]): Promise<void>;
  pending(limit: number): Promise<StoredOutbox[]>;
  markSent(ids: string[]): Promise<void>;
};

const rowSchema = z.object({ shopId: shopIdSchema, payload: z.string() });

function outboxSchema() {
  const definition = {
    _id: String,
    shopId: requiredText,
    position: requiredNumber,
    /** Within the commit. */
    index: requiredNumber,
    payload: requiredText,
    isSent: { type: Boolean, required: true },
  };
  return collectionOf(definition, 'outbox').index(
    { isSent: 1, position: 1, index: 1 },
    { partialFilterExpression: { isSent: false } },
  );
}

/** The `outbox` collection, by message id. Sent rows stay, so that a repeated id stays a repeat. */
export function createOutboxRows(connection: Connection): OutboxRows {
  const model = connection.model<unknown>('OutboxMessage', outboxSchema());
  return {
    insert: async (batches) => {
      const writes = batches.flatMap(toWrites);
      if (writes.length === 0) return;
      try {
        await model.bulkWrite(writes, { ordered: false });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    pending: async (limit) => {
      const rows = await model.find({ isSent: false }).sort({ position: 1, index: 1 }).limit(limit).lean();
      return rows.map((stored) => {
        const { shopId, payload } = rowSchema.parse(stored);
        return { shopId, message: outboxMessageSchema.parse(JSON.parse(payload)) };
      });
    },
    markSent: async (ids) => {
      await model.updateMany({ _id: trusted({ $in: ids }) }, { $set: { isSent: true } });
    },
  };
}

function toWrites({ shopId, position, messages }: OutboxBatch) {
  return messages.map((payload, index) => {
    const { id } = outboxMessageSchema.parse(JSON.parse(payload));
    const row = { shopId, position, index, payload, isSent: false };
    return { updateOne: { filter: { _id: id }, update: { $setOnInsert: row }, upsert: true } };
  });
}
