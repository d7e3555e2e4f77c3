import type { Connection } from 'mongoose';
import type { BlockList } from '../../access/block-list.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { isDuplicate, orFault } from './mongo-fault.js';

function blockSchema() {
  return collectionOf({ shopId: requiredText, visitorId: requiredText, at: requiredNumber }, 'blocked_visitors').index(
    { shopId: 1, visitorId: 1 },
    { unique: true },
  );
}

/** The blocked visitors in MongoDB: ids and times, nothing of a person. */
export function createMongoBlockList(connection: Connection): BlockList {
  const model = connection.model<unknown>('BlockedVisitor', blockSchema());
  return {
    isBlocked: (shopId, visitorId) =>
      orFault(async () => (await model.findOne({ shopId, visitorId }, { _id: 1 }).lean()) !== null),
    block: (shopId, visitorId, at) =>
      orFault(async () => {
        try {
          await model.updateOne({ shopId, visitorId }, { $setOnInsert: { at } }, { upsert: true });
        } catch (error) {
          // Another process blocked the same visitor at the same moment.
          if (!isDuplicate(error)) throw error;
        }
      }),
    unblock: (shopId, visitorId) =>
      orFault(async () => {
        await model.deleteOne({ shopId, visitorId });
      }),
  };
}
