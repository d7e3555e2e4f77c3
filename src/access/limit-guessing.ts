import { createCounter, type SharedCounts } from '../http/rate-limit.js';

/** How often somebody may be wrong about who they are, over all their conversations. */
export type GuessLimit = {
  mayTry(shopId: string, visitorId: string): Promise<boolean>;
  failed(shopId: string, visitorId: string): Promise<void>;
};

/** Per visitor and hour: more than honest forgetting needs, too few to find anything by trying. */
const FAILURES_PER_HOUR = 10;

export function createGuessLimit(shared?: SharedCounts): GuessLimit {
  const counter = createCounter({ name: 'guess', points: FAILURES_PER_HOUR, seconds: 3600, shared });
  const keyOf = (shopId: string, visitorId: string) => `${shopId}/${visitorId}`;
  return {
    mayTry: async (shopId, visitorId) => {
      const state = await counter((limiter) => limiter.get(keyOf(shopId, visitorId)));
      return state === null || state.consumedPoints < FAILURES_PER_HOUR;
    },
    failed: async (shopId, visitorId) => {
      await counter((limiter) => limiter.penalty(keyOf(shopId, visitorId)));
    },
  };
}
