import mongoose, { type Connection, trusted } from 'mongoose';
import { z } from 'zod';
import { conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../protocol/ids.js';

const commitSchema = z.object({
  _id: z.instanceof(mongoose.Types.ObjectId),
  shopId: shopIdSchema,
  conversationId: conversationIdSchema,
  seq: z.number(),
  at: z.number(),
  head: z.object({ visitorId: visitorIdSchema }),
  payloads: z.array(z.string()),
});

export type UnsearchedCommit = z.infer<typeof commitSchema>;

export type UnsearchedCommits = {
  some(limit: number): Promise<UnsearchedCommit[]>;
  /** Those of them that still read as they did. */
  unchanged(commits: UnsearchedCommit[]): Promise<UnsearchedCommit[]>;
  markSearched(commits: UnsearchedCommit[]): Promise<void>;
  markAllUnsearched(): Promise<void>;
};

/** The log as message search reads it: every commit with words says itself whether it was taken in. */
export function createUnsearchedCommits(connection: Connection): UnsearchedCommits {
  const model = connection.model<unknown>('Commit');
  const fields = { shopId: 1, conversationId: 1, seq: 1, at: 1, 'head.visitorId': 1, payloads: 1 };
  const byIds = (commits: UnsearchedCommit[]) => ({ _id: trusted({ $in: commits.map(({ _id }) => _id) }) });
  return {
    some: async (limit) => {
      const rows = await model.find({ isUnsearched: true }, fields).limit(limit).lean();
      return rows.map((row) => commitSchema.parse(row));
    },
    unchanged: async (commits) => {
      const rows = await model.find(byIds(commits), fields).lean();
      const now = new Map(rows.map((row) => commitSchema.parse(row)).map((row) => [String(row._id), row]));
      return commits.filter(({ _id, payloads }) => now.get(String(_id))?.payloads.join('\n') === payloads.join('\n'));
    },
    markSearched: async (commits) => {
      const writeConcern = { w: 1, journal: false };
      await model.updateMany(byIds(commits), { $unset: { isUnsearched: 1 } }, { writeConcern });
    },
    markAllUnsearched: async () => {
      await model.updateMany({}, { $set: { isUnsearched: true } });
    },
  };
}
