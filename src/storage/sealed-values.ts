import type { Cipher } from '../privacy/cipher.js';
import type { ShopId } from '../protocol/ids.js';

/** A sealed value as it lies in the store, and whose it is. */
export type Sealed = { shopId: ShopId; owner: string; payload: string };

/**
 * Opens and parses what is sealed, and keeps the `limit` values read last under what was stored: the same bytes are parsed
 * once. Nothing can be out of date, because the store is asked each time. It holds personal text in memory, so that
 * erasing somebody has to start this anew. Who is given a value must not change it.
 */
export function createSealedValues<Value>(cipher: Cipher, parse: (opened: unknown) => Value, limit = 2000) {
  const known = new Map<string, { shopId: ShopId; owner: string; value: Value }>();

  const keep = (payload: string, kept: { shopId: ShopId; owner: string; value: Value }): Value => {
    known.delete(payload);
    known.set(payload, kept);
    const [oldest] = known.keys();
    if (known.size > limit && oldest !== undefined) known.delete(oldest);
    return kept.value;
  };

  return ({ shopId, owner, payload }: Sealed): Value => {
    const before = known.get(payload);
    if (before?.shopId === shopId && before.owner === owner) return keep(payload, before);
    const value = parse(JSON.parse(cipher.open(shopId, owner, payload)));
    return keep(payload, { shopId, owner, value });
  };
}
