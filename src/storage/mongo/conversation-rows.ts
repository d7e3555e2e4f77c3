import { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import type { ConversationRow, Holder } from '../../conversation/log/conversation-log.js';
import { conversationIdSchema, type ShopId, visitorIdSchema } from '../../protocol/ids.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import type { CommitSummary } from './commit-rows.js';
import { isDuplicate } from './mongo-fault.js';

export type ConversationRows = {
  /** Takes each commit's head where it is newer than what is there. */
  update(commits: CommitSummary[]): Promise<void>;
  /** Newest activity first. */
  list(shopId: ShopId, holders: Holder[], limit: number): Promise<ConversationRow[]>;
};

const rowSchema = z.object({
  conversationId: conversationIdSchema,
  visitorId: visitorIdSchema,
  holder: z.enum(['bot', 'waiting', 'agent', 'closed']),
  agentId: z.string().optional(),
  seq: z.number(),
  startedAt: z.number(),
  lastAt: z.number(),
  waitingSince: z.number().optional(),
});

function conversationSchema() {
  const definition = {
    shopId: requiredText,
    conversationId: requiredText,
    visitorId: requiredText,
    holder: requiredText,
    agentId: String,
    seq: requiredNumber,
    startedAt: requiredNumber,
    startedPosition: requiredNumber,
    lastAt: requiredNumber,
    waitingSince: Number,
  };
  return collectionOf(definition, 'conversations')
    .index({ shopId: 1, conversationId: 1 }, { unique: true })
    .index({ shopId: 1, holder: 1, lastAt: -1, startedPosition: -1 });
}

/** The `conversations` collection, for lists: what the newest commit of each says, kept up by the projection. */
export function createConversationRows(connection: Connection): ConversationRows {
  const model = connection.model<unknown>('Conversation', conversationSchema());
  return {
    update: async (commits) => {
      const newest = new Map(commits.map((commit) => [`${commit.shopId}/${commit.conversationId}`, commit]));
      const heads = [...newest.values()];
      try {
        await model.bulkWrite(
          heads.map((commit) => replaceOlder(commit, true)),
          { ordered: false },
        );
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        // It is there: with a newer head, or put there a moment ago with an older one.
        await model.bulkWrite(
          heads.map((commit) => replaceOlder(commit, false)),
          { ordered: false },
        );
      }
    },
    list: async (shopId, holders, limit) => {
      const rows = await model
        .find({ shopId, holder: trusted({ $in: holders }) })
        .sort({ lastAt: -1, startedPosition: -1 })
        .limit(limit)
        .lean();
      return rows.map(toListed);
    },
  };
}

function replaceOlder({ shopId, conversationId, end, at, head }: CommitSummary, upsert: boolean) {
  const { agentId, waitingSince, isIdentified: _isIdentified, ...kept } = head;
  const gone = { ...(agentId === undefined && { agentId: 1 }), ...(waitingSince === undefined && { waitingSince: 1 }) };
  const present = { ...(agentId !== undefined && { agentId }), ...(waitingSince !== undefined && { waitingSince }) };
  return {
    updateOne: {
      filter: { shopId, conversationId, seq: { $lt: end } },
      update: { $set: { ...kept, ...present, seq: end, lastAt: at }, $unset: gone },
      upsert,
    },
  };
}

function toListed(stored: unknown): ConversationRow {
  const { agentId, waitingSince, ...row } = rowSchema.parse(stored);
  return { ...row, agentId, waitingSince };
}
