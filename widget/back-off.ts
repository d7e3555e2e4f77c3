const MIN_MS = 700;
/** A restart takes seconds: nobody should wait longer than it took. Only what lasts is asked more rarely. */
export const SOON_MS = 2_500;
export const SOON_ATTEMPTS = 6;
const MAX_MS = 15_000;

/**
 * How long to wait before try number `attempt` (from 0), in milliseconds: anything up to a growing bound, because
 * after a restart thousands of browsers come back, and must not come back together.
 */
export function backOffMs(attempt: number): number {
  const bound =
    attempt < SOON_ATTEMPTS
      ? Math.min(SOON_MS, 2 * MIN_MS * 2 ** attempt)
      : Math.min(MAX_MS, SOON_MS * 2 ** (attempt - SOON_ATTEMPTS + 1));
  return Math.random() * bound;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
