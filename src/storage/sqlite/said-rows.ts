import { z } from 'zod';
import { conversationEventSchema } from '../../conversation/conversation-event.js';
import type { Speaker } from '../../conversation/log/message-search.js';
import { saidIn } from '../../conversation/log/said-in.js';
import type { Cipher } from '../../privacy/cipher.js';
import {
  type ConversationId,
  conversationIdSchema,
  type ShopId,
  shopIdSchema,
  visitorIdSchema,
} from '../../protocol/ids.js';
import type { Db } from './db.js';
import { type Place, START } from './search-index.js';

export type Said = { who: Speaker; text: string; at: number };
export type LogRow = {
  place: Place;
  shopId: ShopId;
  conversationId: ConversationId;
  at: number;
  /** undefined when nobody spoke, or what was said is gone. */
  said: Said | undefined;
};

/** The log as message search reads it: rows in the order they were committed, and single ones. */
export type SaidRows = {
  after(place: Place, limit: number): LogRow[];
  at(shopId: ShopId, conversationId: ConversationId, seq: number): Said | undefined;
  /** Whether the log still has this row, as it was. */
  has(place: Place): boolean;
  last(): Place;
};

const row = z.object({
  row: z.number(),
  conversation: z.number(),
  seq: z.number(),
  at: z.number(),
  payload: z.string(),
  shop_id: shopIdSchema,
  conversation_id: conversationIdSchema,
  visitor_id: visitorIdSchema,
});
const placeRow = row.pick({ row: true, conversation: true, seq: true }).optional();

const ROWS = `SELECT e.rowid AS row, e.conversation, e.seq, e.at, e.payload, c.shop_id, c.conversation_id, c.visitor_id
  FROM events e JOIN conversations c ON c.id = e.conversation`;

export function createSaidRows(db: Db, cipher: Cipher): SaidRows {
  const after = db.prepare(`${ROWS} WHERE e.rowid > ? ORDER BY e.rowid LIMIT ?`);
  const one = db.prepare(`${ROWS} WHERE c.shop_id = ? AND c.conversation_id = ? AND e.seq = ?`);
  const has = db.prepare('SELECT 1 FROM events WHERE rowid = ? AND conversation = ? AND seq = ?');
  const last = db.prepare('SELECT rowid AS row, conversation, seq FROM events ORDER BY rowid DESC LIMIT 1');
  const toRow = (stored: unknown): LogRow => {
    const { payload, shop_id: shopId, conversation_id: conversationId, visitor_id, at, ...place } = row.parse(stored);
    const event = conversationEventSchema.safeParse(parseJson(cipher.open(shopId, visitor_id, payload)));
    const spoken = event.success ? saidIn(event.data) : undefined;
    return { place, shopId, conversationId, at, said: spoken && { ...spoken, at } };
  };
  return {
    after: (place, limit) => after.all(place.row, limit).map(toRow),
    at: (shopId, conversationId, seq) => {
      const stored = one.get(shopId, conversationId, seq);
      return stored === undefined ? undefined : toRow(stored).said;
    },
    has: ({ row: number, conversation, seq }) => number === 0 || has.get(number, conversation, seq) !== undefined,
    last: () => placeRow.parse(last.get()) ?? START,
  };
}

/** A damaged payload is the log's to report, to whoever reads it; here it is only not found. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
