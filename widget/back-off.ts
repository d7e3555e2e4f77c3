const MIN_MS = 700;
const MAX_MS = 15_000;

/**
 * How long to wait before try number `attempt` (from 0), in milliseconds: anything up to a growing bound, because
 * after a restart thousands of browsers come back, and must not come back together.
 */
export function backOffMs(attempt: number): number {
  return Math.random() * Math.min(MAX_MS, 2 * MIN_MS * 2 ** attempt);
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
