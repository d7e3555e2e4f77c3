export type RetryPolicy = {
  attempts: number;
  /** The wait after failure n is random between 0 and firstMs · 2ⁿ⁻¹, at most longestMs ("full jitter"). */
  firstMs: number;
  longestMs: number;
};

/** Of jobs: the last attempt is made about 20 minutes after the first on average. */
export const JOB_RETRY: RetryPolicy = { attempts: 10, firstMs: 1000, longestMs: 600_000 };

/** Full jitter, as in "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015). @param failures so far, from 1 */
export function jitteredDelayMs({ firstMs, longestMs }: Omit<RetryPolicy, 'attempts'>, failures: number): number {
  return Math.floor(Math.random() * Math.min(longestMs, firstMs * 2 ** (failures - 1)));
}
