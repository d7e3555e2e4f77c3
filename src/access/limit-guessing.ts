import { createCounter, type SharedCounts } from '../http/rate-limit.js';
import { hashedName } from './hashed-name.js';

/**
 * How often somebody may be wrong about who they are, over all their conversations; and how often anybody may be wrong
 * about the same thing, since whoever guesses can come as a new visitor each time. @param about what is claimed: an address,
 * a number, a postcode
 */
export type GuessLimit = {
  mayTry(shopId: string, visitorId: string, about?: readonly string[]): Promise<boolean>;
  failed(shopId: string, visitorId: string, about?: readonly string[]): Promise<void>;
};

/** Per visitor and hour: more than honest forgetting needs, too few to find anything by trying. */
const FAILURES_PER_HOUR = 10;
/** Per claim and hour: a household's slips, and years to try all the numbers of a shop. */
const FAILURES_ABOUT_ONE = 30;

export function createGuessLimit(shared?: SharedCounts): GuessLimit {
  const ofVisitor = createCounter({ name: 'guess', points: FAILURES_PER_HOUR, seconds: 3600, shared });
  const ofClaim = createCounter({ name: 'guess-about', points: FAILURES_ABOUT_ONE, seconds: 3600, shared });
  const keyOf = (shopId: string, name: string) => `${shopId}/${name}`;
  const hashed = (shopId: string, claim: string) => keyOf(shopId, hashedName(claim));
  return {
    mayTry: async (shopId, visitorId, about = []) => {
      const visitor = await ofVisitor((limiter) => limiter.get(keyOf(shopId, visitorId)));
      const claims = await Promise.all(about.map((claim) => ofClaim((limiter) => limiter.get(hashed(shopId, claim)))));
      return (
        (visitor?.consumedPoints ?? 0) < FAILURES_PER_HOUR &&
        claims.every((state) => (state?.consumedPoints ?? 0) < FAILURES_ABOUT_ONE)
      );
    },
    failed: async (shopId, visitorId, about = []) => {
      await ofVisitor((limiter) => limiter.penalty(keyOf(shopId, visitorId)));
      await Promise.all(about.map((claim) => ofClaim((limiter) => limiter.penalty(hashed(shopId, claim)))));
    },
  };
}
