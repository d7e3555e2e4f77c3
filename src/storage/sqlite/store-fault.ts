import Database from 'libsql';
import { AppError } from '../../errors.js';

/** Primary result codes of SQLite (the low byte of an extended one): https://www.sqlite.org/rescode.html */
const RESULT = { ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, constraint: 19, notADatabase: 26 };
/** SQLITE_IOERR_SHMSIZE: there was no room for the index of the log, before anything was written to the log. */
const NO_ROOM_FOR_INDEX = 4874;

/** What a failed read or write means to a caller. Faults that are not SQLite's pass as they are. */
export function storeFault(error: unknown, details: string[] = []): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  return new AppError(isUnreadable(error) ? 'STORE_UNREADABLE' : 'STORE_UNAVAILABLE', { cause: error, details });
}

/** The file is damaged, or no database. */
export function isUnreadable(error: unknown): boolean {
  return hasResult(error, [RESULT.corrupt, RESULT.notADatabase]);
}

/**
 * After one of these nobody knows what the disk holds: the kernel may have dropped the pages it could not write, and
 * a later fsync would report success over the hole.
 */
export function isDiskFault(error: unknown): boolean {
  return (
    !isDiskFull(error) && hasResult(error, [RESULT.ioError, RESULT.corrupt, RESULT.cannotOpen, RESULT.notADatabase])
  );
}

/** There is no room. Nothing is lost by it, and it passes. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Database.SqliteError)) return false;
  return hasResult(error, [RESULT.full]) || error.rawCode === NO_ROOM_FOR_INDEX;
}

export function isConstraintFault(error: unknown): boolean {
  return hasResult(error, [RESULT.constraint]);
}

function hasResult(error: unknown, results: number[]): boolean {
  return error instanceof Database.SqliteError && results.includes((error.rawCode ?? 0) & 0xff);
}
