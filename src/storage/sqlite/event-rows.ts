import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { conversationEventSchema, type RecordedEvent } from '../../conversation/conversation-event.js';
import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { ClientMessageId, ShopId, VisitorId } from '../../protocol/ids.js';
import type { Db } from './db.js';

/** Whose events: the row of the conversation, and whose text it is. */
export type EventOwner = { id: number; shopId: ShopId; visitorId: VisitorId };

export type NewEvent = RecordedEvent & { isOwed: boolean; fingerprint: string | undefined };

export type EventRows = {
  /** Answers false, and writes nothing, when the conversation has an event with this client message id. */
  insert(owner: EventOwner, recorded: NewEvent): boolean;
  byClientMessage(
    owner: EventOwner,
    clientMessageId: ClientMessageId,
  ): { seq: number; fingerprint: string | null; isOwed: boolean } | undefined;
  settle(owner: EventOwner, seqs: number[]): void;
  after(owner: EventOwner, seq: number, limit?: number): RecordedEvent[];
};

const knownRow = z.object({ seq: z.number(), fingerprint: z.string().nullable(), debt: z.number() }).optional();
const eventRow = z.object({ seq: z.number(), at: z.number(), payload: z.string(), checksum: z.number().nullable() });

/** The `events` table. Runs inside a transaction of the caller's. */
export function createEventRows(db: Db, cipher: Cipher): EventRows {
  const insert = db.prepare(
    `INSERT INTO events (shop_id, conversation, seq, at, client_message_id, fingerprint, debt, payload, checksum)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation, client_message_id)
     WHERE client_message_id IS NOT NULL DO NOTHING`,
  );
  const find = db.prepare('SELECT seq, fingerprint, debt FROM events WHERE conversation = ? AND client_message_id = ?');
  const settle = db.prepare('UPDATE events SET debt = 2 WHERE conversation = ? AND seq = ? AND debt = 1');
  const list = db.prepare(
    'SELECT seq, at, payload, checksum FROM events WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?',
  );

  return {
    insert: ({ id, shopId, visitorId }, { seq, at, event, isOwed, fingerprint }) => {
      const clientMessageId = event.kind === 'customer-said' ? event.clientMessageId : null;
      const payload = cipher.seal(shopId, visitorId, JSON.stringify(event));
      const debt = isOwed ? 1 : 0;
      const checksum = eventChecksum({ seq, at, payload });
      return (
        insert.run(shopId, id, seq, at, clientMessageId, fingerprint ?? null, debt, payload, checksum).changes === 1
      );
    },
    byClientMessage: ({ id }, clientMessageId) => {
      const row = knownRow.parse(find.get(id, clientMessageId));
      return row && { seq: row.seq, fingerprint: row.fingerprint, isOwed: row.debt !== 0 };
    },
    settle: ({ id }, seqs) => {
      for (const seq of seqs) settle.run(id, seq);
    },
    // A negative limit is none (SQLite, SELECT).
    after: (owner, seq, limit = -1) => list.all(owner.id, seq, limit).map((row) => toEvent(cipher, owner, row)),
  };
}

/** SQLite has none of its own: without it a flipped bit in what somebody wrote would be shown as what they wrote. */
export function eventChecksum({ seq, at, payload }: { seq: number; at: number; payload: string }): number {
  return crc32(`${seq} ${at} ${payload}`);
}

function toEvent(cipher: Cipher, { shopId, visitorId }: EventOwner, stored: unknown): RecordedEvent {
  const row = eventRow.parse(stored);
  try {
    // Rows of before there were checksums have none.
    if (row.checksum !== null && row.checksum !== eventChecksum(row)) throw new RangeError('The checksum differs');
    const event = conversationEventSchema.parse(JSON.parse(cipher.open(shopId, visitorId, row.payload)));
    return { seq: row.seq, at: row.at, event };
  } catch (error) {
    throw new AppError('STORE_UNREADABLE', { cause: error, details: [`Event ${row.seq} of a conversation`] });
  }
}
