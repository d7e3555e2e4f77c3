import { isDeepStrictEqual } from 'node:util';
import type { Connection, Model } from 'mongoose';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { collectionOf } from './collection.js';
import { isDuplicate } from './mongo-fault.js';

/**
 * Version of what the collections hold. A newer program raises it when an older one could not read what it writes, and
 * then brings what it finds to its own version here.
 */
const VERSION = 1;

const versionSchema = z.object({ _id: z.number() });

/**
 * Makes the indexes of every model of the connection, and the entry of this version in `schema_versions`.
 * @throws STORE_UNREADABLE when a newer version of this program wrote the database, or an index cannot be had
 */
export async function openSchema(connection: Connection, version: number = VERSION): Promise<void> {
  const models: Model<unknown>[] = Object.values(connection.models);
  const versions = connection.model<unknown>(
    'SchemaVersion',
    collectionOf({ _id: Number, appliedAt: { type: Date, required: true } }, 'schema_versions'),
  );
  const newest = versionSchema.nullable().parse(await versions.findOne().sort({ _id: -1 }).lean())?._id ?? 0;
  if (newest > version) {
    const details = [`Collections of version ${newest}; this program knows up to ${version}`];
    throw new AppError('STORE_UNREADABLE', { details });
  }
  await Promise.all(models.map(ensureIndexes));
  if (newest < version) await record(versions, version);
}

async function ensureIndexes(model: Model<unknown>): Promise<void> {
  const wanted = model.schema.indexes();
  if (wanted.length === 0) return;
  try {
    await model.createIndexes();
  } catch (error) {
    throw new AppError('STORE_UNREADABLE', {
      cause: error,
      details: [`Indexes of ${model.collection.name}: ${error}`],
    });
  }
  const found = await model.listIndexes();
  for (const [key, { unique, partialFilterExpression }] of wanted) {
    const isThere = found.some(
      (index) =>
        isDeepStrictEqual(Object.entries(index.key), Object.entries(key)) &&
        (index.unique ?? false) === (unique ?? false) &&
        isDeepStrictEqual(index.partialFilterExpression, partialFilterExpression),
    );
    if (isThere) continue;
    const details = [`${model.collection.name} has no index ${JSON.stringify(key)}`];
    throw new AppError('STORE_UNREADABLE', { details });
  }
}

async function record(versions: Model<unknown>, version: number): Promise<void> {
  try {
    await versions.insertOne({ _id: version, appliedAt: new Date() });
  } catch (error) {
    // Another process opened it at the same moment.
    if (!isDuplicate(error)) throw error;
  }
}
