import { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { emailKey } from '../../shop/lookup-keys.js';
import {
  SUBSCRIPTION_CONFIRM_MS,
  SUBSCRIPTION_STANDS_MS,
  type Subscription,
  type SubscriptionRequest,
  type Subscriptions,
  subscriptionSchema,
} from '../../shop/subscriptions.js';
import { hashedKey } from '../hashed-key.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { isDuplicate, orFault } from './mongo-fault.js';

const rowSchema = z.object({
  subscriptionId: z.string(),
  subscriberKey: z.string(),
  askedAt: z.number(),
  confirmedAt: z.number().optional(),
  payload: z.string(),
});
const sealedSchema = subscriptionSchema.pick({ email: true, language: true });

function subscriptionRows() {
  const definition = {
    shopId: requiredText,
    subscriptionId: requiredText,
    subscriberKey: requiredText,
    askedAt: requiredNumber,
    confirmedAt: Number,
    payload: requiredText,
  };
  return collectionOf(definition, 'subscriptions')
    .index({ shopId: 1, subscriberKey: 1 }, { unique: true })
    .index({ shopId: 1, subscriptionId: 1 })
    .index({ shopId: 1, confirmedAt: 1, askedAt: 1 });
}

/** Who wants the newsletter, in MongoDB: one document for an address, which is looked up by its hash. */
export function createMongoSubscriptions(connection: Connection, cipher: Cipher): Subscriptions {
  const model = connection.model<unknown>('Subscription', subscriptionRows());
  const unconfirmed = (shopId: ShopId, askedUntil: number) => ({
    shopId,
    confirmedAt: null,
    askedAt: trusted({ $lte: askedUntil }),
  });
  const ask = async (shopId: ShopId, request: SubscriptionRequest): Promise<Subscription> => {
    const { id: subscriptionId, email, language, askedAt } = request;
    const subscriberKey = keyOf(shopId, email);
    await model.deleteMany(unconfirmed(shopId, askedAt - SUBSCRIPTION_CONFIRM_MS));
    await model.deleteOne({ ...unconfirmed(shopId, askedAt - SUBSCRIPTION_STANDS_MS), subscriberKey });
    const payload = cipher.seal(shopId, subscriberKey, JSON.stringify({ email, language }));
    try {
      await model.insertOne({ shopId, subscriptionId, subscriberKey, askedAt, payload });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const row = await model.findOne({ shopId, subscriberKey }).lean();
    // Another process removed it at the same moment.
    return row === null ? ask(shopId, request) : toSubscription(cipher, shopId, row);
  };
  return {
    ask: (shopId, request) => orFault(() => ask(shopId, request)),
    find: (shopId, subscriptionId) =>
      orFault(async () => {
        const row = await model.findOne({ shopId, subscriptionId }).lean();
        return row === null ? undefined : toSubscription(cipher, shopId, row);
      }),
    confirm: (shopId, subscriptionId, at) =>
      orFault(async () => {
        const askedAt = trusted({ $gt: at - SUBSCRIPTION_CONFIRM_MS });
        const waiting = { shopId, subscriptionId, confirmedAt: null, askedAt };
        const { matchedCount } = await model.updateOne(waiting, { $set: { confirmedAt: at } });
        if (matchedCount > 0) return true;
        return (await model.exists({ shopId, subscriptionId, confirmedAt: trusted({ $ne: null }) })) !== null;
      }),
    remove: (shopId, email) =>
      orFault(async () => {
        await model.deleteOne({ shopId, subscriberKey: keyOf(shopId, email) });
      }),
    confirmed: (shopId) =>
      orFault(async () => {
        const rows = await model
          .find({ shopId, confirmedAt: trusted({ $ne: null }) })
          .sort({ confirmedAt: 1, subscriptionId: 1 })
          .lean();
        return rows.map((row) => toSubscription(cipher, shopId, row));
      }),
  };
}

function toSubscription(cipher: Cipher, shopId: ShopId, stored: unknown): Subscription {
  const { subscriptionId: id, subscriberKey, askedAt, confirmedAt, payload } = rowSchema.parse(stored);
  const sealed = sealedSchema.parse(JSON.parse(cipher.open(shopId, subscriberKey, payload)));
  return { id, ...sealed, askedAt, ...(confirmedAt !== undefined && { confirmedAt }) };
}

function keyOf(shopId: ShopId, email: string): string {
  return hashedKey(shopId, emailKey(email));
}
