import mongoose, { type Connection } from 'mongoose';
import { AppError } from '../../errors.js';

/** Shorter than an election: who asks is told to come again, in the place of waiting for it. */
const SELECTION_MS = 3000;
const CONFIRM_MS = 5000;
const SILENT_MS = 15_000;
const POOL = 50;

/**
 * One pool of connections. A write is done when a majority of the members has it on disk, and only what a majority
 * has is read: nothing that was acked or answered is lost when a primary is.
 * @throws STORE_UNAVAILABLE when no server answers, or it does not let us in
 */
export async function connectMongo(url: string): Promise<Connection> {
  const connection = mongoose.createConnection();
  try {
    return await connection.openUri(url, {
      serverSelectionTimeoutMS: SELECTION_MS,
      socketTimeoutMS: SILENT_MS,
      waitQueueTimeoutMS: SELECTION_MS,
      maxPoolSize: POOL,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: CONFIRM_MS },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      retryWrites: true,
      // What is asked while there is no server fails at once, in the place of waiting in memory.
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      sanitizeFilter: true,
    });
  } catch (error) {
    await connection.close(true);
    const details = [`MONGO_URL: ${reasonOf(error)}`];
    throw new AppError('STORE_UNAVAILABLE', { cause: error, details });
  }
}

/** The driver's messages name hosts and reasons, never the password; what it cannot parse it repeats in part. */
function reasonOf(error: unknown): string {
  if (error instanceof mongoose.mongo.MongoParseError || error instanceof TypeError) return 'not an address of MongoDB';
  return error instanceof Error ? error.message : String(error);
}
