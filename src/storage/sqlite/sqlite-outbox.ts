import { z } from 'zod';
import { type Outbox, type OutboxMessage, outboxMessageSchema } from '../../conversation/outbox/outbox.js';
import { type ShopId, shopIdSchema } from '../../protocol/ids.js';
import type { Db } from './db.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Writes rows inside a transaction of the caller's. An id that is already here is a repeat. */
export function createOutboxRows(db: Db): { insert(shopId: ShopId, message: OutboxMessage): void } {
  const insert = db.prepare(
    'INSERT INTO outbox (shop_id, message_id, payload) VALUES (?, ?, ?) ON CONFLICT (message_id) DO NOTHING',
  );
  return { insert: (shopId, message) => insert.run(shopId, message.id, JSON.stringify(message)) };
}

const outboxRow = z.object({ shop_id: shopIdSchema, payload: z.string() });

/** Reads what the log's transactions left. Sent rows stay, so that a repeated id stays a repeat. */
export function createSqliteOutbox({ db, read, write }: SqliteConnection): Outbox {
  const pending = db.prepare('SELECT shop_id, payload FROM outbox WHERE is_sent = 0 ORDER BY position LIMIT ?');
  const mark = db.prepare('UPDATE outbox SET is_sent = 1 WHERE message_id = ?');
  return {
    pending: (limit) =>
      read(() =>
        pending.all(limit).map((stored) => {
          const row = outboxRow.parse(stored);
          return { shopId: row.shop_id, message: outboxMessageSchema.parse(JSON.parse(row.payload)) };
        }),
      ),
    markSent: (ids) =>
      write(() => {
        for (const id of ids) mark.run(id);
      }),
  };
}
