import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.js';

/** Throws TOO_MANY_REQUESTS with `retryAfterMs` once `key` has used up its points. */
export type RateLimit = (key: string) => Promise<void>;

/** At most `points` per `seconds` and key, counted in this process. */
export function createRateLimit({ points, seconds }: { points: number; seconds: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs: refusal.msBeforeNext });
    }
  };
}
