import { z } from 'zod';
import type { ConversationRow, Holder } from '../../conversation/log/conversation-log.js';
import type { LogHead } from '../../conversation/log/log-head.js';
import {
  type ConversationId,
  conversationIdSchema,
  type ShopId,
  shopIdSchema,
  type VisitorId,
  visitorIdSchema,
} from '../../protocol/ids.js';
import type { Db } from './db.js';

/** `id` is the row, short for use as a key. */
export type StoredHead = LogHead & { id: number };

/** A head, and of which conversation. */
export type Placed = { shopId: ShopId; conversationId: ConversationId; head: StoredHead };

export type ConversationRows = {
  head(shopId: ShopId, conversationId: ConversationId): StoredHead | undefined;
  /** undefined when there already is one. */
  insert(shopId: ShopId, conversationId: ConversationId, head: LogHead): StoredHead | undefined;
  update(head: StoredHead): void;
  newestOf(shopId: ShopId, visitorId: VisitorId): Placed | undefined;
  /** The ones made last, oldest first. */
  latest(limit: number): Placed[];
  /** Newest activity first. */
  list(shopId: ShopId, holder: Holder, limit: number): ConversationRow[];
};

const holder = z.enum(['bot', 'waiting', 'agent', 'closed']);

const headRow = z.object({
  id: z.number(),
  visitor_id: visitorIdSchema,
  holder,
  agent_id: z.string().nullable(),
  seq: z.number(),
  last_at: z.number(),
  waiting_since: z.number().nullable(),
  is_identified: z.number(),
});

const foundRow = headRow.optional();
const placedRow = headRow.extend({ shop_id: shopIdSchema, conversation_id: conversationIdSchema });
const newestRow = placedRow.optional();
const listRow = headRow.extend({ conversation_id: conversationIdSchema, started_at: z.number() });

const HEAD = 'id, visitor_id, holder, agent_id, seq, last_at, waiting_since, is_identified';
const PLACED = `${HEAD}, shop_id, conversation_id`;

/** The `conversations` table. Runs inside a transaction of the caller's. */
export function createConversationRows(db: Db): ConversationRows {
  const find = db.prepare(`SELECT ${HEAD} FROM conversations WHERE shop_id = ? AND conversation_id = ?`);
  const insert = db.prepare(
    `INSERT INTO conversations (shop_id, conversation_id, visitor_id, holder, seq, started_at, last_at, is_identified)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shop_id, conversation_id) DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE conversations SET holder = ?, agent_id = ?, seq = ?, last_at = ?, waiting_since = ?, is_identified = ?
     WHERE id = ?`,
  );
  // Rows are numbered in the order they were made, whatever the clock did.
  const newest = db.prepare(
    `SELECT ${PLACED} FROM conversations
     WHERE shop_id = ? AND visitor_id = ? ORDER BY id DESC LIMIT 1`,
  );
  const latest = db.prepare(`SELECT ${PLACED} FROM conversations ORDER BY id DESC LIMIT ?`);
  const list = db.prepare(
    `SELECT ${HEAD}, conversation_id, started_at FROM conversations
     WHERE shop_id = ? AND holder = ? ORDER BY last_at DESC, id DESC LIMIT ?`,
  );

  return {
    head: (shopId, conversationId) => {
      const row = foundRow.parse(find.get(shopId, conversationId));
      return row && toHead(row);
    },
    insert: (shopId, conversationId, head) => {
      const { visitorId, holder, seq, lastAt, isIdentified } = head;
      const row = [shopId, conversationId, visitorId, holder, seq, lastAt, lastAt, Number(isIdentified)];
      const { changes, lastInsertRowid } = insert.run(...row);
      return changes === 0 ? undefined : { ...head, id: Number(lastInsertRowid) };
    },
    update: ({ id, holder, agentId, seq, lastAt, waitingSince, isIdentified }) => {
      update.run(holder, agentId ?? null, seq, lastAt, waitingSince ?? null, Number(isIdentified), id);
    },
    newestOf: (shopId, visitorId) => {
      const row = newestRow.parse(newest.get(shopId, visitorId));
      return row && toPlaced(row);
    },
    latest: (limit) =>
      latest
        .all(limit)
        .reverse()
        .map((row) => toPlaced(placedRow.parse(row))),
    list: (shopId, holder, limit) => list.all(shopId, holder, limit).map(toListed),
  };
}

function toHead(row: z.infer<typeof headRow>): StoredHead {
  return {
    id: row.id,
    visitorId: row.visitor_id,
    holder: row.holder,
    agentId: row.agent_id ?? undefined,
    seq: row.seq,
    lastAt: row.last_at,
    waitingSince: row.waiting_since ?? undefined,
    isIdentified: row.is_identified !== 0,
  };
}

function toPlaced(row: z.infer<typeof placedRow>): Placed {
  return { shopId: row.shop_id, conversationId: row.conversation_id, head: toHead(row) };
}

function toListed(stored: unknown): ConversationRow {
  const row = listRow.parse(stored);
  const { id: _row, isIdentified: _isIdentified, ...head } = toHead(row);
  return { ...head, conversationId: row.conversation_id, startedAt: row.started_at };
}
