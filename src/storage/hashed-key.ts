import { createHash } from 'node:crypto';
import type { ShopId } from '../protocol/ids.js';

/**
 * What a person is looked up by. It must come out the same every time, so it cannot be sealed; hashed, it is not
 * there to be read either.
 */
export function hashedKey(shopId: ShopId, key: string): string {
  return createHash('sha256').update(`${shopId}\n${key}`, 'utf8').digest('base64url');
}
