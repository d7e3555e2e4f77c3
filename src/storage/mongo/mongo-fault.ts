import mongoose from 'mongoose';
import { ZodError } from 'zod';
import { AppError } from '../../errors.js';

const { MongoError, MongoServerError, MongoBulkWriteError, MongoServerSelectionError } = mongoose.mongo;

const RETRY_AFTER_MS = 1000;
/** Codes of the server: https://www.mongodb.com/docs/manual/reference/error-codes/ */
const CODE = { duplicateKey: 11_000 };

/** What a failed read or write means to a caller. Faults that are not the database's pass as they are. */
function storeFault(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) return new AppError('STORE_UNREADABLE', { cause: error });
  // Refused before it was sent: a value that is not what its path holds, such as an operator in a filter.
  if (error instanceof mongoose.Error.CastError || error instanceof mongoose.Error.ValidationError) {
    return new AppError('BAD_INPUT', { cause: error });
  }
  const isUnavailable = error instanceof MongoError || error instanceof mongoose.Error;
  return isUnavailable ? new AppError('STORE_UNAVAILABLE', { cause: error, retryAfterMs: RETRY_AFTER_MS }) : error;
}

/** @throws STORE_UNAVAILABLE, STORE_UNREADABLE, BAD_INPUT in the place of the database's own faults */
export async function orFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(error);
  }
}

/** A unique index holds this already; of several writes in one call: nothing worse happened to any. */
export function isDuplicate(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError) {
    const failed = [error.writeErrors].flat();
    return failed.length > 0 && failed.every(({ code }) => code === CODE.duplicateKey);
  }
  return error instanceof MongoServerError && error.code === CODE.duplicateKey;
}

/** Nobody knows whether the write was done: its answer was lost, or not enough members have confirmed it. */
export function isUnknownOutcome(error: unknown): boolean {
  return error instanceof MongoError && !(error instanceof MongoServerSelectionError) && !isDuplicate(error);
}
