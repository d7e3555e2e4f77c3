import { createCounter, type SharedCounts } from '../http/rate-limit.js';
import { hashedName } from './hashed-name.js';

/** Whom mails may go to on the word of one conversation. */
export type AddressLimit = {
  /** Counts an address once, whatever is sent to it; false when it is one too many. */
  mayWriteTo(shopId: string, conversationId: string, email: string): Promise<boolean>;
};

/** A family's, and slips of the pen; too few to send strangers mail they never asked for. */
export const ADDRESSES_PER_HOUR = 5;

export function createAddressLimit(shared?: SharedCounts): AddressLimit {
  const seconds = 3600;
  const known = createCounter({ name: 'known-address', points: 1, seconds, shared });
  const counted = createCounter({ name: 'addresses', points: ADDRESSES_PER_HOUR, seconds, shared });
  return {
    mayWriteTo: async (shopId, conversationId, email) => {
      const conversation = `${shopId}/${conversationId}`;
      const address = `${conversation}/${hashedName(email.toLowerCase())}`;
      // What was allowed before is again: a request that was cut off is repeated.
      if ((await known((limiter) => limiter.penalty(address))).consumedPoints > 1) return true;
      if ((await counted((limiter) => limiter.penalty(conversation))).consumedPoints <= ADDRESSES_PER_HOUR) return true;
      await known((limiter) => limiter.delete(address));
      return false;
    },
  };
}
