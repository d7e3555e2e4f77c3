import { z } from 'zod';
import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { emailKey } from '../../shop/lookup-keys.js';
import {
  SUBSCRIPTION_CONFIRM_MS,
  SUBSCRIPTION_STANDS_MS,
  type Subscription,
  type Subscriptions,
  subscriptionSchema,
} from '../../shop/subscriptions.js';
import { hashedKey } from '../hashed-key.js';
import type { SqliteConnection } from './sqlite-connection.js';

const rowSchema = z.object({
  subscription_id: z.string(),
  subscriber_key: z.string(),
  asked_at: z.number(),
  confirmed_at: z.number().nullable(),
  payload: z.string(),
});
const sealedSchema = subscriptionSchema.pick({ email: true, language: true });

/** Who wants the newsletter, in SQLite: one row for an address, which is looked up by its hash. */
export function createSqliteSubscriptions({ db, read, write }: SqliteConnection, cipher: Cipher): Subscriptions {
  const unconfirmed = 'FROM subscriptions WHERE shop_id = ? AND confirmed_at IS NULL AND asked_at <= ?';
  const dropOver = db.prepare(`DELETE ${unconfirmed}`);
  const dropOlder = db.prepare(`DELETE ${unconfirmed} AND subscriber_key = ?`);
  const insert = db.prepare(
    `INSERT INTO subscriptions (shop_id, subscriber_key, subscription_id, asked_at, payload)
     VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const rows = 'SELECT subscription_id, subscriber_key, asked_at, confirmed_at, payload FROM subscriptions';
  const byKey = db.prepare(`${rows} WHERE shop_id = ? AND subscriber_key = ?`);
  const byId = db.prepare(`${rows} WHERE shop_id = ? AND subscription_id = ?`);
  const allConfirmed = db.prepare(
    `${rows} WHERE shop_id = ? AND confirmed_at IS NOT NULL ORDER BY confirmed_at, subscription_id`,
  );
  const confirm = db.prepare(
    `UPDATE subscriptions SET confirmed_at = coalesce(confirmed_at, ?)
     WHERE shop_id = ? AND subscription_id = ? AND (confirmed_at IS NOT NULL OR asked_at > ?)`,
  );
  const remove = db.prepare('DELETE FROM subscriptions WHERE shop_id = ? AND subscriber_key = ?');
  const toSubscription = (shopId: ShopId, stored: unknown): Subscription => {
    const { subscription_id: id, subscriber_key, asked_at: askedAt, confirmed_at, payload } = rowSchema.parse(stored);
    const sealed = sealedSchema.parse(JSON.parse(cipher.open(shopId, subscriber_key, payload)));
    return { id, ...sealed, askedAt, ...(confirmed_at !== null && { confirmedAt: confirmed_at }) };
  };
  return {
    ask: (shopId, { id, email, language, askedAt }) =>
      write(() => {
        const key = subscriberKey(shopId, email);
        dropOver.run(shopId, askedAt - SUBSCRIPTION_CONFIRM_MS);
        dropOlder.run(shopId, askedAt - SUBSCRIPTION_STANDS_MS, key);
        insert.run(shopId, key, id, askedAt, cipher.seal(shopId, key, JSON.stringify({ email, language })));
        return toSubscription(shopId, byKey.get(shopId, key));
      }),
    find: (shopId, id) =>
      read(() => {
        const row = byId.get(shopId, id);
        return row === undefined ? undefined : toSubscription(shopId, row);
      }),
    confirm: (shopId, id, at) => write(() => confirm.run(at, shopId, id, at - SUBSCRIPTION_CONFIRM_MS).changes > 0),
    remove: (shopId, email) =>
      write(() => {
        remove.run(shopId, subscriberKey(shopId, email));
      }),
    confirmed: (shopId) => read(() => allConfirmed.all(shopId).map((row) => toSubscription(shopId, row))),
  };
}

function subscriberKey(shopId: ShopId, email: string): string {
  return hashedKey(shopId, emailKey(email));
}
