import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How often somebody may be wrong about who they are, over all their conversations. */
export type GuessLimit = {
  mayTry(shopId: string, visitorId: string): Promise<boolean>;
  failed(shopId: string, visitorId: string): Promise<void>;
};

/** Per visitor and hour: more than honest forgetting needs, too few to find anything by trying. */
const FAILURES_PER_HOUR = 10;

export function createGuessLimit(): GuessLimit {
  const limiter = new RateLimiterMemory({ points: FAILURES_PER_HOUR, duration: 3600 });
  const keyOf = (shopId: string, visitorId: string) => `${shopId}/${visitorId}`;
  return {
    mayTry: async (shopId, visitorId) => {
      const state = await limiter.get(keyOf(shopId, visitorId));
      return state === null || state.consumedPoints < FAILURES_PER_HOUR;
    },
    failed: async (shopId, visitorId) => {
      await limiter.penalty(keyOf(shopId, visitorId));
    },
  };
}
