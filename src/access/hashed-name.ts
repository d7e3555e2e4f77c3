import { createHash } from 'node:crypto';

/** What a limit counts by where that is personal: the same each time, and not there to be read. */
export function hashedName(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
