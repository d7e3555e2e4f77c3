/**
 * Whether a server is asked at all: closed, it is; open, it is left alone; half-open, one trial decides.
 * @see Nygard, "Release It!", 2nd edition, chapter 5
 */
export type Breaker =
  | { kind: 'closed'; faults: number }
  | { kind: 'open'; until: number; openMs: number }
  | { kind: 'half-open'; openMs: number };

export type BreakerRules = {
  /** Faults in a row that open it. */
  faultLimit: number;
  firstOpenMs: number;
  /** Each failed trial doubles the wait, up to this. */
  lastOpenMs: number;
};

/** What a request or a trial came to, or that a trial is wanted. `at` in milliseconds of any steady clock. */
export type BreakerEvent = {
  kind: 'answered' | 'failed' | 'trial-wanted' | 'trial-answered' | 'trial-failed';
  at: number;
};

export const CLOSED: Breaker = { kind: 'closed', faults: 0 };

export function openBreaker({ firstOpenMs }: BreakerRules, at: number): Breaker {
  return { kind: 'open', until: at + firstOpenMs, openMs: firstOpenMs };
}

/** Requests that were under way when it opened say nothing any more: only its trial closes it. */
export function nextBreaker(breaker: Breaker, { kind, at }: BreakerEvent, rules: BreakerRules): Breaker {
  switch (breaker.kind) {
    case 'closed':
      if (kind === 'answered') return CLOSED;
      if (kind !== 'failed') return breaker;
      return breaker.faults + 1 < rules.faultLimit
        ? { kind: 'closed', faults: breaker.faults + 1 }
        : openBreaker(rules, at);
    case 'open':
      return kind === 'trial-wanted' && at >= breaker.until ? { kind: 'half-open', openMs: breaker.openMs } : breaker;
    case 'half-open': {
      if (kind === 'trial-answered') return CLOSED;
      if (kind !== 'trial-failed') return breaker;
      const openMs = Math.min(breaker.openMs * 2, rules.lastOpenMs);
      return { kind: 'open', until: at + openMs, openMs };
    }
  }
}
