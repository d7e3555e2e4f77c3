import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.js';

/** Throws TOO_MANY_REQUESTS with `retryAfterMs` once `key` has used up its points. */
export type RateLimit = (key: string) => Promise<void>;

/** An ioredis client where several processes count together. */
export type SharedCounts = { client: object };

type Options = {
  /** Tells this limit's counts from those of others. */
  name: string;
  points: number;
  seconds: number;
  shared?: SharedCounts | undefined;
};

/** How long counts stay in this process after the shared ones did not answer. */
const ALONE_MS = 5_000;

/** At most `points` per `seconds` and key. */
export function createRateLimit(options: Options): RateLimit {
  const counter = createCounter(options);
  return async (key) => {
    try {
      await counter((limiter) => limiter.consume(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs: refusal.msBeforeNext });
    }
  };
}

/** Asks the counts that all processes share, and those of this process alone while the shared ones do not answer. */
export type Counter = <T>(ask: (limiter: RateLimiterAbstract) => Promise<T>) => Promise<T>;

export function createCounter({ name, points, seconds, shared }: Options): Counter {
  const alone = new RateLimiterMemory({ points, duration: seconds });
  if (shared === undefined) return (ask) => ask(alone);
  const together = new RateLimiterRedis({
    storeClient: shared.client,
    keyPrefix: `concierge.limit.${name}`,
    points,
    duration: seconds,
    rejectIfRedisNotReady: true,
    // Who is over the limit is refused from here, without asking.
    inMemoryBlockOnConsumed: points + 1,
  });
  let failedAt: number | undefined;
  return async (ask) => {
    if (failedAt !== undefined) {
      if (performance.now() - failedAt < ALONE_MS) return ask(alone);
      // One finds out whether they answer again; nobody else waits for that.
      failedAt = performance.now();
    }
    try {
      const answer = await ask(together);
      failedAt = undefined;
      return answer;
    } catch (fault) {
      if (fault instanceof RateLimiterRes) throw fault;
      failedAt = performance.now();
      return ask(alone);
    }
  };
}
