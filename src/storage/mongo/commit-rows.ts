import mongoose, { type Connection, type Model, trusted } from 'mongoose';
import { z } from 'zod';
import { conversationIdSchema, type ShopId, shopIdSchema, visitorIdSchema } from '../../protocol/ids.js';
import { collectionOf, requiredNumber, requiredText } from './collection.js';
import { isDuplicate, isUnknownOutcome } from './mongo-fault.js';

const headSchema = z.object({
  visitorId: visitorIdSchema,
  holder: z.enum(['bot', 'waiting', 'agent', 'closed']),
  agentId: z.string().optional(),
  waitingSince: z.number().optional(),
  /** Of what was written before there was such a field, nobody knows. */
  isIdentified: z.boolean().default(true),
  startedAt: z.number(),
  /** Position of the first commit. */
  startedPosition: z.number(),
});

const placeSchema = z.object({ shopId: shopIdSchema, conversationId: conversationIdSchema });
const startSchema = placeSchema.extend({ position: z.number() });
const owedSchema = placeSchema.extend({ messageSeq: z.number() });

const summarySchema = placeSchema.extend({
  seq: z.number(),
  end: z.number(),
  at: z.number(),
  position: z.number(),
  head: headSchema,
  answers: z.array(z.number()).optional(),
  outbox: z.array(z.string()).optional(),
});

const readSchema = z.object({
  seq: z.number(),
  at: z.number(),
  head: z.object({ visitorId: visitorIdSchema }),
  payloads: z.array(z.string()),
});

const messageSchema = z.object({
  messageSeq: z.number(),
  fingerprint: z.string().optional(),
  debt: z.number().optional(),
});

/** What a commit leaves the conversation at; `end` and `at` of the commit belong to it. */
export type CommitHead = z.infer<typeof headSchema>;
/** A commit without its payloads. */
export type CommitSummary = z.infer<typeof summarySchema> & { id: mongoose.Types.ObjectId };
/** Where a log ends. */
export type LogEnd = Pick<NewCommit, 'shopId' | 'conversationId' | 'end' | 'at' | 'position' | 'head'>;
export type CommitPayloads = z.infer<typeof readSchema>;
export type Place = z.infer<typeof placeSchema>;

export type NewCommit = z.infer<typeof summarySchema> & {
  /** One sealed event each, of seq `seq`, `seq` + 1… `end`. */
  payloads: string[];
  /** Whether somebody spoke, so that message search takes it in. */
  isSpoken: boolean;
  message: CommitMessage | undefined;
};

/** The customer's message in a commit, which holds one at most. */
export type CommitMessage = {
  seq: number;
  /** Undefined where it is no message: a flow that is given back. */
  clientMessageId: string | undefined;
  fingerprint: string | undefined;
  isOwed: boolean;
};

export type CommitRows = {
  /** False when the seq, or the client message id, is already taken in the conversation. */
  insert(commit: NewCommit): Promise<boolean>;
  last(place: Place): Promise<CommitSummary | undefined>;
  /** Every commit with a seq > `afterSeq`, in order, `limit` at least; the first may hold earlier ones, too. */
  holding(place: Place, afterSeq: number, limit: number | undefined): Promise<CommitPayloads[]>;
  byClientMessage(place: Place, clientMessageId: string): Promise<z.infer<typeof messageSchema> | undefined>;
  newestStartOf(shopId: ShopId, visitorId: string): Promise<(Place & { position: number }) | undefined>;
  owed(): Promise<(Place & { seq: number })[]>;
  settle(place: Place, seqs: number[]): Promise<void>;
  /** Commits that are not yet in what is derived from them, oldest first. */
  open(limit: number): Promise<CommitSummary[]>;
  close(commits: CommitSummary[]): Promise<void>;
};

/** debt: 1 owed, 2 answered; none where no answer is needed. */
const DEBT = { owed: 1, answered: 2 };

const definition = {
  shopId: requiredText,
  conversationId: requiredText,
  seq: requiredNumber,
  end: requiredNumber,
  at: requiredNumber,
  position: requiredNumber,
  head: {
    visitorId: requiredText,
    holder: requiredText,
    agentId: String,
    waitingSince: Number,
    isIdentified: Boolean,
    startedAt: requiredNumber,
    startedPosition: requiredNumber,
  },
  payloads: { type: [String], required: true },
  messageSeq: Number,
  clientMessageId: String,
  fingerprint: String,
  debt: Number,
  answers: { type: [Number], default: undefined },
  outbox: { type: [String], default: undefined },
  isOpen: Boolean,
  /** Not yet in message search. */
  isUnsearched: Boolean,
};

function commitSchema() {
  return collectionOf(definition, 'commits')
    .index({ shopId: 1, conversationId: 1, seq: 1 }, { unique: true })
    .index(
      { shopId: 1, conversationId: 1, clientMessageId: 1 },
      { unique: true, partialFilterExpression: { clientMessageId: { $exists: true } } },
    )
    .index({ shopId: 1, 'head.visitorId': 1, position: 1 }, { partialFilterExpression: { seq: 1 } })
    .index({ debt: 1, shopId: 1, conversationId: 1, messageSeq: 1 }, { partialFilterExpression: { debt: DEBT.owed } })
    .index({ isOpen: 1, position: 1 }, { partialFilterExpression: { isOpen: true } })
    .index({ isUnsearched: 1 }, { partialFilterExpression: { isUnsearched: true } });
}

const SUMMARY = { payloads: 0, messageSeq: 0, clientMessageId: 0, fingerprint: 0, debt: 0 };

/**
 * The `commits` collection: one document for the events that were written together. Inserting it is the whole write: the
 * unique index on its first seq is the compare-and-swap, so no transaction is needed, on a replica set or without one.
 * Each commit begins behind the end of another one that was read, so first seqs that are unique leave no seq twice.
 */
export function createCommitRows(connection: Connection): CommitRows {
  const model = connection.model<unknown>('Commit', commitSchema());
  return { insert: (commit) => insert(model, commit), ...reads(model), ...debts(model), ...openness(model) };
}

async function insert(model: Model<unknown>, { message, isSpoken, ...commit }: NewCommit): Promise<boolean> {
  const row = {
    ...commit,
    _id: new mongoose.Types.ObjectId(),
    isOpen: true,
    ...(isSpoken && { isUnsearched: true }),
    ...(message && {
      messageSeq: message.seq,
      ...(message.clientMessageId !== undefined && { clientMessageId: message.clientMessageId }),
      ...(message.fingerprint !== undefined && { fingerprint: message.fingerprint }),
      ...(message.isOwed && { debt: DEBT.owed }),
    }),
  };
  try {
    await model.insertOne(row);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    if (!isUnknownOutcome(error)) throw error;
    return insertAgain(model, row);
  }
}

/** The same document once more: whichever of the two attempts arrives, it is there once and known by its id. */
async function insertAgain(model: Model<unknown>, row: Place & { _id: mongoose.Types.ObjectId; seq: number }) {
  try {
    await model.insertOne(row);
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const { _id, shopId, conversationId, seq } = row;
    return (await model.exists({ _id, shopId, conversationId, seq })) !== null;
  }
}

function reads(model: Model<unknown>) {
  return {
    last: async ({ shopId, conversationId }: Place) => {
      const row = await model.findOne({ shopId, conversationId }, SUMMARY).sort({ seq: -1 }).lean();
      return row === null ? undefined : toSummary(row);
    },
    holding: async ({ shopId, conversationId }: Place, afterSeq: number, limit: number | undefined) => {
      const fields = { seq: 1, at: 1, payloads: 1, 'head.visitorId': 1 };
      const behind = model
        .find({ shopId, conversationId, seq: trusted({ $gt: afterSeq }) }, fields)
        .sort({ seq: 1 })
        .limit(limit ?? 0)
        .lean();
      // A reader may stand within a commit: then its rest is wanted, too. Asked by the index alone, so it is one document.
      const around = model
        .find({ shopId, conversationId, seq: trusted({ $lte: afterSeq }) }, fields)
        .sort({ seq: -1 })
        .limit(1)
        .lean();
      const rows = afterSeq > 0 ? await Promise.all([around, behind]) : [await behind];
      return rows.flat().map((row) => readSchema.parse(row));
    },
    byClientMessage: async ({ shopId, conversationId }: Place, clientMessageId: string) => {
      const fields = { messageSeq: 1, fingerprint: 1, debt: 1 };
      const row = await model.findOne({ shopId, conversationId, clientMessageId }, fields).lean();
      return row === null ? undefined : messageSchema.parse(row);
    },
    newestStartOf: async (shopId: ShopId, visitorId: string) => {
      const fields = { shopId: 1, conversationId: 1, position: 1 };
      const row = await model
        .findOne({ shopId, 'head.visitorId': visitorId, seq: 1 }, fields)
        .sort({ position: -1 })
        .lean();
      return row === null ? undefined : startSchema.parse(row);
    },
  };
}

function debts(model: Model<unknown>) {
  return {
    owed: async () => {
      const rows = await model
        .find({ debt: DEBT.owed }, { shopId: 1, conversationId: 1, messageSeq: 1 })
        .sort({ position: 1 })
        .lean();
      return rows.map((row) => {
        const { messageSeq: seq, ...place } = owedSchema.parse(row);
        return { ...place, seq };
      });
    },
    settle: async ({ shopId, conversationId }: Place, seqs: number[]) => {
      const owed = { debt: DEBT.owed, shopId, conversationId, messageSeq: trusted({ $in: seqs }) };
      await model.updateMany(owed, { $set: { debt: DEBT.answered } });
    },
  };
}

function openness(model: Model<unknown>) {
  return {
    open: async (limit: number) => {
      const rows = await model.find({ isOpen: true }, SUMMARY).sort({ position: 1 }).limit(limit).lean();
      return rows.map(toSummary);
    },
    close: async (commits: CommitSummary[]) => {
      // Lost with a primary, it is done again: nothing waits for this.
      const writeConcern = { w: 1, journal: false };
      await model.updateMany(
        { _id: trusted({ $in: commits.map(({ id }) => id) }) },
        { $unset: { isOpen: 1 } },
        { writeConcern },
      );
    },
  };
}

const idSchema = z.object({ _id: z.instanceof(mongoose.Types.ObjectId) });

function toSummary(row: unknown): CommitSummary {
  return { ...summarySchema.parse(row), id: idSchema.parse(row)._id };
}
