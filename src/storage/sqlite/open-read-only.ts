import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { AppError } from '../../errors.js';
import type { Db } from './db.js';

/**
 * Opens a database beside whoever writes to it: reads see one moment and hold nobody up.
 * @throws NOT_FOUND when there is no such file
 */
export function openReadOnly(path: string): Db {
  if (!existsSync(path)) throw new AppError('NOT_FOUND', { details: [path] });
  return new Database(readOnlyAddress(path));
}

export function readOnlyAddress(path: string): string {
  return `${pathToFileURL(path).href}?mode=ro`;
}
