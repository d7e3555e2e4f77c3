import { createCounter, type SharedCounts } from '../http/rate-limit.js';

/** How many codes may be sent on the word of one visitor, and to one address. */
export type CodeLimit = {
  /** Counts one; false when it is one too many. `keys` name whoever it is counted against. */
  maySend(shopId: string, keys: readonly string[]): Promise<boolean>;
};

/** Per visitor, per claim and per address: enough for slips, too few to fill a mailbox or to try codes by the thousand. */
const CODES_PER_HOUR = 5;

export function createCodeLimit(shared?: SharedCounts): CodeLimit {
  const counter = createCounter({ name: 'code', points: CODES_PER_HOUR, seconds: 3600, shared });
  return {
    maySend: async (shopId, keys) => {
      const counts = await Promise.all(keys.map((key) => counter((limiter) => limiter.penalty(`${shopId}/${key}`))));
      return counts.every(({ consumedPoints }) => consumedPoints <= CODES_PER_HOUR);
    },
  };
}
