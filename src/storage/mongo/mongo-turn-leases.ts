import { randomUUID } from 'node:crypto';
import { type Connection, type Model, trusted } from 'mongoose';
import { z } from 'zod';
import type { TurnLeases } from '../../conversation/turns/turn-leases.js';
import type { Log } from '../../log.js';
import { collectionOf, requiredText } from './collection.js';
import { isDuplicate, orFault } from './mongo-fault.js';
import { tryAgain } from './try-again.js';

/** How long a lease outlives its process. */
const LEASE_MS = 5000;
/** Three tries before it ends. */
const RENEW_MS = 1500;

/** Lost with a primary, two processes do the same work and the log keeps one of the two answers: not worth a sync. */
const writeConcern = { w: 1, journal: false };

export type MongoTurnLeases = TurnLeases & {
  /** No lease is kept alive any more. */
  stop(): void;
};

function leaseSchema() {
  return collectionOf({ _id: String, owner: requiredText, until: { type: Date, required: true } }, 'turn_leases');
}

const rowSchema = z.object({ owner: z.string() }).nullable();

/** Leases by the clock of the server alone, so that processes need not agree on the time. */
export function createMongoTurnLeases(connection: Connection, log: Log): MongoTurnLeases {
  const model = connection.model<unknown>('TurnLease', leaseSchema());
  /** Name of the conversation by owner. */
  const held = new Map<string, string>();
  const renew = async () => {
    if (held.size === 0) return;
    try {
      await extend(model, held);
    } catch (error) {
      log.warn({ error: String(error), leases: held.size }, 'leases were not renewed');
    }
  };
  const timer = setInterval(() => void renew(), RENEW_MS).unref();
  return {
    take: (shopId, conversationId) =>
      orFault(async () => {
        // Not by process: who asks twice has it once.
        const owner = randomUUID();
        const _id = `${shopId}/${conversationId}`;
        if ((await tryAgain(() => take(model, _id, owner))) !== owner) return undefined;
        held.set(owner, _id);
        return {
          release: async () => {
            held.delete(owner);
            await orFault(() => model.deleteOne({ _id, owner }, { writeConcern }));
          },
        };
      }),
    stop: () => clearInterval(timer),
  };
}

const untilLater = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: LEASE_MS } };

/** Who has the lease then; undefined when others made it, or let go of it, at the same moment. */
async function take(model: Model<unknown>, _id: string, owner: string): Promise<string | undefined> {
  // A field that is not there yet is less than any date.
  const isFree = { $lt: ['$until', '$$NOW'] };
  const changes = {
    owner: { $cond: [isFree, { $literal: owner }, '$owner'] },
    until: { $cond: [isFree, untilLater, '$until'] },
  };
  try {
    const row = await model
      .findOneAndUpdate({ _id }, [{ $set: changes }], {
        upsert: true,
        returnDocument: 'after',
        updatePipeline: true,
        writeConcern,
      })
      .lean();
    return rowSchema.parse(row)?.owner;
  } catch (error) {
    if (isDuplicate(error)) return undefined;
    throw error;
  }
}

async function extend(model: Model<unknown>, held: Map<string, string>): Promise<void> {
  const mine = { _id: trusted({ $in: [...held.values()] }), owner: trusted({ $in: [...held.keys()] }) };
  await model.updateMany(mine, [{ $set: { until: untilLater } }], { updatePipeline: true, writeConcern });
}
