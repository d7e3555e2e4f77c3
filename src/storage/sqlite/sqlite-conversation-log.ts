import { z } from 'zod';
import type { ConversationEvent } from '../../conversation/conversation-event.js';
import {
  answersOf,
  type ConversationLog,
  type Holder,
  type OwedTurn,
} from '../../conversation/log/conversation-log.js';
import { headAfter, headBefore, owesAnswer } from '../../conversation/log/log-head.js';
import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import { conversationIdSchema, type ShopId, shopIdSchema } from '../../protocol/ids.js';
import { type ConversationRows, createConversationRows, type StoredHead } from './conversation-rows.js';
import type { Db } from './db.js';
import { createEventRows, type EventRows } from './event-rows.js';
import { keepHeads } from './kept-heads.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { createOutboxRows } from './sqlite-outbox.js';

const HOLDERS: Holder[] = ['bot', 'waiting', 'agent', 'closed'];

/** The conversation log in SQLite. Every write is one part of a group commit. */
export function createSqliteConversationLog(connection: SqliteConnection, cipher: Cipher): ConversationLog {
  const { db, read, write, onUndo } = connection;
  const conversations = keepHeads(createConversationRows(db));
  onUndo(conversations.forget);
  const events = createEventRows(db, cipher);
  const outbox = createOutboxRows(db);
  const record = createRecorder(conversations, events);
  const listOwed = prepareOwed(db);

  return {
    start: (shopId, conversationId, started, at) =>
      write(() => {
        const head = conversations.insert(shopId, conversationId, headBefore(started.visitorId, at));
        if (head !== undefined) record(shopId, head, { events: [started], at, fingerprint: undefined });
      }),

    receive: (shopId, conversationId, { clientMessageId, fingerprint, event }, at) =>
      write(() => {
        const head = conversations.head(shopId, conversationId);
        if (head === undefined) return { kind: 'no-conversation' };
        const stored = record(shopId, head, { events: [event], at, fingerprint });
        if (stored !== undefined) return { kind: 'stored', seq: stored.seq, owed: owesAnswer(head, event) };
        const owner = { id: head.id, shopId, visitorId: head.visitorId };
        const known = events.byClientMessage(owner, clientMessageId);
        if (known === undefined) throw new AppError('INTERNAL', { details: ['A repeated message is not in the log'] });
        const { seq, isOwed } = known;
        return known.fingerprint === fingerprint ? { kind: 'repeated', seq, owed: isOwed } : { kind: 'conflict', seq };
      }),

    append: (shopId, conversationId, expectedSeq, added, options) =>
      write(() => {
        const head = conversations.head(shopId, conversationId);
        if (head === undefined || head.seq !== expectedSeq) return { kind: 'stale', seq: head?.seq ?? 0 };
        const next = record(shopId, head, { events: added, at: options.at, fingerprint: undefined });
        if (next === undefined) throw new AppError('MESSAGE_ID_REUSED');
        for (const message of options.outbox ?? []) outbox.insert(shopId, message);
        return { kind: 'appended', seq: next.seq };
      }),

    read: (shopId, conversationId, afterSeq, limit) =>
      read(() => {
        const head = conversations.head(shopId, conversationId);
        if (head === undefined || head.seq <= afterSeq) return [];
        return events.after({ id: head.id, shopId, visitorId: head.visitorId }, afterSeq, limit);
      }),

    owedTurns: () => read(listOwed),
    newestOf: (shopId, visitorId) => read(() => conversations.newestOf(shopId, visitorId)?.conversationId),
    headOf: (shopId, conversationId) =>
      read(() => {
        const head = conversations.head(shopId, conversationId);
        return head && { visitorId: head.visitorId, seq: head.seq, isIdentified: head.isIdentified };
      }),

    list: (shopId, { holders = HOLDERS, limit }) =>
      read(() =>
        [...new Set(holders)]
          .flatMap((holder) => conversations.list(shopId, holder, limit))
          .sort((a, b) => b.lastAt - a.lastAt)
          .slice(0, limit),
      ),
  };
}

type Added = { events: ConversationEvent[]; at: number; fingerprint: string | undefined };

type RecordEvents = (shopId: ShopId, head: StoredHead, added: Added) => StoredHead | undefined;

/** Writes events behind a head; undefined when one carries a client message id that is already here. */
function createRecorder(conversations: ConversationRows, events: EventRows): RecordEvents {
  return (shopId, head, { events: added, at, fingerprint }) => {
    const owner = { id: head.id, shopId, visitorId: head.visitorId };
    let next = head;
    for (const event of added) {
      const isOwed = owesAnswer(next, event);
      next = { ...headAfter(next, event, at), id: head.id };
      if (!events.insert(owner, { seq: next.seq, at, event, isOwed, fingerprint })) return undefined;
      events.settle(owner, answersOf(event));
    }
    conversations.update(next);
    return next;
  };
}

const owedRow = z.object({ shop_id: shopIdSchema, conversation_id: conversationIdSchema, seq: z.number() });

/** Rows lie in the order they were committed, so the oldest debt is the lowest row. */
function prepareOwed(db: Db): () => OwedTurn[] {
  const owed = db.prepare(
    `SELECT e.shop_id, c.conversation_id, e.seq FROM events e JOIN conversations c ON c.id = e.conversation
     WHERE e.debt = 1 ORDER BY e.rowid`,
  );
  return () =>
    owed.all().map((stored) => {
      const row = owedRow.parse(stored);
      return { shopId: row.shop_id, conversationId: row.conversation_id, seq: row.seq };
    });
}
