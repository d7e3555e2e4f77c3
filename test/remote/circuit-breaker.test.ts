import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Breaker,
  type BreakerEvent,
  type BreakerRules,
  CLOSED,
  nextBreaker,
} from '../../src/remote/circuit-breaker.js';

const RULES: BreakerRules = { faultLimit: 3, firstOpenMs: 100, lastOpenMs: 400 };

function run(kinds: [kind: BreakerEvent['kind'], at: number][], rules = RULES): Breaker {
  return kinds.reduce<Breaker>((breaker, [kind, at]) => nextBreaker(breaker, { kind, at }, rules), CLOSED);
}

describe('a circuit breaker', () => {
  it('opens after so many faults in a row, and not before', () => {
    expect(
      run([
        ['failed', 1],
        ['failed', 2],
      ]),
    ).toEqual({ kind: 'closed', faults: 2 });
    expect(
      run([
        ['failed', 1],
        ['failed', 2],
        ['answered', 3],
        ['failed', 4],
        ['failed', 5],
      ]).kind,
    ).toBe('closed');
    expect(
      run([
        ['failed', 1],
        ['failed', 2],
        ['failed', 3],
      ]),
    ).toEqual({ kind: 'open', until: 103, openMs: 100 });
  });

  it('allows one trial when its time is up; an answer closes it, a fault doubles the time', () => {
    const open: [BreakerEvent['kind'], number][] = [
      ['failed', 0],
      ['failed', 0],
      ['failed', 0],
    ];
    expect(run([...open, ['trial-wanted', 99]]).kind).toBe('open');
    expect(run([...open, ['trial-wanted', 100]]).kind).toBe('half-open');
    expect(run([...open, ['trial-wanted', 100], ['trial-answered', 150]])).toEqual(CLOSED);
    expect(run([...open, ['trial-wanted', 100], ['trial-failed', 150]])).toMatchObject({ openMs: 200, until: 350 });
  });

  it('keeps its promises whatever happens in whatever order', () => {
    const event = fc.record({
      kind: fc.constantFrom('answered', 'failed', 'trial-wanted', 'trial-answered', 'trial-failed'),
      pause: fc.nat(300),
    }) satisfies fc.Arbitrary<{ kind: BreakerEvent['kind']; pause: number }>;
    const limits = fc.record({
      faultLimit: fc.integer({ min: 1, max: 5 }),
      firstOpenMs: fc.integer({ min: 1, max: 100 }),
      lastOpenMs: fc.integer({ min: 100, max: 1_000 }),
    });
    fc.assert(
      fc.property(limits, fc.array(event, { maxLength: 60 }), (rules, events) => {
        let breaker: Breaker = CLOSED;
        let faultsInARow = 0;
        let at = 0;
        for (const { kind, pause } of events) {
          at += pause;
          const before = breaker;
          breaker = nextBreaker(before, { kind, at }, rules);
          if (before.kind === 'closed') {
            faultsInARow = kind === 'failed' ? faultsInARow + 1 : kind === 'answered' ? 0 : faultsInARow;
            expect(breaker.kind).toBe(faultsInARow >= rules.faultLimit ? 'open' : 'closed');
          }
          if (breaker.kind === 'closed' && before.kind !== 'closed') {
            expect([before.kind, kind]).toEqual(['half-open', 'trial-answered']);
            faultsInARow = 0;
          }
          if (breaker.kind === 'half-open' && before.kind !== 'half-open') {
            expect(before.kind === 'open' && at >= before.until).toBe(true);
          }
          if (breaker.kind === 'open') {
            expect(breaker.openMs).toBeLessThanOrEqual(rules.lastOpenMs);
            if (before.kind !== 'open') expect(breaker.until).toBe(at + breaker.openMs);
            else expect(breaker).toEqual(before);
          }
          if (before.kind === 'half-open' && breaker.kind === 'open') {
            expect(breaker.openMs).toBe(Math.min(before.openMs * 2, rules.lastOpenMs));
          }
        }
      }),
    );
  });
});
