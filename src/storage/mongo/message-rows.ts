import { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import { type ConversationId, conversationIdSchema, type ShopId } from '../../protocol/ids.js';
import { hashedKey } from '../hashed-key.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { isDuplicate } from './mongo-fault.js';

/** Where a message is. Messages are ordered by `at`, then `seq`, then conversation. */
export type MessagePlace = { conversationId: ConversationId; seq: number; at: number };
export type IndexedMessage = MessagePlace & { shopId: ShopId; terms: string[] };

export type MessageRows = {
  put(messages: IndexedMessage[]): Promise<void>;
  remove(messages: IndexedMessage[]): Promise<void>;
  removeConversation(shopId: ShopId, conversationId: ConversationId): Promise<void>;
  /** Those that hold every term, newest first, older than `before`. */
  find(
    shopId: ShopId,
    terms: string[],
    page: { before: MessagePlace | undefined; limit: number },
  ): Promise<MessagePlace[]>;
  /** Whether the collection was begun; false again where a backup without it was restored. */
  isBegun(): Promise<boolean>;
  begin(): Promise<void>;
};

const placeSchema = z.object({ conversationId: conversationIdSchema, seq: z.number(), at: z.number() });
const BEGUN = 'begun';
/** Of 43: two terms of a shop share it by accident once in 2^48 of them. */
const TERM_LENGTH = 16;

/** The `messages` collection: what each message is found by, hashed. No text is kept. */
export function createMessageRows(connection: Connection): MessageRows {
  const definition = {
    _id: String,
    shopId: requiredText,
    conversationId: requiredText,
    seq: requiredNumber,
    at: requiredNumber,
    terms: { type: [String], required: true },
  };
  const schema = collectionOf(definition, 'messages')
    .index({ shopId: 1, terms: 1, at: -1, seq: -1, conversationId: -1 })
    .index({ shopId: 1, conversationId: 1 });
  const model = connection.model<unknown>('Message', schema);
  const marks = connection.model<unknown>('SearchMark', collectionOf({ _id: String }, 'search_marks'));
  return {
    put: async (messages) => {
      if (messages.length === 0) return;
      await unlessThere(() => model.bulkWrite(messages.map(toWrite), { ordered: false }));
    },
    remove: async (messages) => {
      if (messages.length > 0) await model.deleteMany({ _id: trusted({ $in: messages.map(idOf) }) });
    },
    removeConversation: async (shopId, conversationId) => {
      await model.deleteMany({ shopId, conversationId });
    },
    find: async (shopId, terms, { before, limit }) => {
      const hashed = terms.map((term) => hashedTerm(shopId, term));
      const rows = await model
        .find({ shopId, terms: trusted({ $all: hashed }), ...(before && olderThan(before)) }, { terms: 0 })
        .sort({ at: -1, seq: -1, conversationId: -1 })
        .limit(limit)
        .lean();
      return rows.map((row) => placeSchema.parse(row));
    },
    isBegun: async () => (await marks.exists({ _id: BEGUN })) !== null,
    begin: () => unlessThere(() => marks.insertOne({ _id: BEGUN })),
  };
}

async function unlessThere(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

function toWrite(message: IndexedMessage) {
  const { shopId, conversationId, seq, at } = message;
  const terms = message.terms.map((term) => hashedTerm(shopId, term));
  const update = { $set: { shopId, conversationId, seq, at, terms } };
  return { updateOne: { filter: { _id: idOf(message) }, update, upsert: true } };
}

function idOf({ shopId, conversationId, seq }: IndexedMessage): string {
  return `${shopId}/${conversationId}/${seq}`;
}

function hashedTerm(shopId: ShopId, term: string): string {
  return hashedKey(shopId, term).slice(0, TERM_LENGTH);
}

function olderThan({ at, seq, conversationId }: MessagePlace) {
  return {
    $or: [
      { at: trusted({ $lt: at }) },
      { at, seq: trusted({ $lt: seq }) },
      { at, seq, conversationId: trusted({ $lt: conversationId }) },
    ],
  };
}
