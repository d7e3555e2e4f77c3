import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../errors.js';

/** @throws BAD_INPUT unless `to` is one plain address: nothing that could name a second recipient or another header */
export function checkRecipient(to: string): void {
  if (z.email().max(254).safeParse(to).success) return;
  throw new AppError('BAD_INPUT', { details: ['to: Expected one e-mail address'] });
}

/** A plain name for an id, which may hold anything: the same for the same id. */
export function mailName(id: string): string {
  return createHash('sha256').update(id, 'utf8').digest('hex').slice(0, 32);
}
