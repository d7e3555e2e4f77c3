import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapDifference } from '../../../src/learning/report/bootstrap-difference.js';
import { compareRuns } from '../../../src/learning/report/compare-runs.js';
import { mcnemar } from '../../../src/learning/report/mcnemar.js';
import { aRun, aWholeRun } from './a-run.js';

// Exact, with whole numbers: 2 · Σ C(n, k) / 2ⁿ for k up to the smaller count, at most 1.
const EXACT = [
  [1, 8, 0.0390625],
  [3, 11, 0.057373046875],
  [400, 460, 0.04416954819458901],
  [1_200, 1_500, 8.412086328628738e-9],
  [5, 5, 1],
  [0, 0, 1],
] as const;

describe('the exact McNemar test', () => {
  it.each(EXACT)('of %i against %i gives p = %f', (onlyOne, onlyOther, p) => {
    expect(mcnemar(onlyOne, onlyOther) / p).toBeCloseTo(1, 8);
    expect(mcnemar(onlyOther, onlyOne)).toBe(mcnemar(onlyOne, onlyOther));
  });
});

describe('the bootstrapped difference', () => {
  const gains = Int8Array.from({ length: 400 }, (_, at) => (at < 40 ? 1 : at < 60 ? -1 : 0));

  it('lies around the difference, as wide as theory says', () => {
    const [low, high] = bootstrapDifference(gains);
    const reach = 1.96 * Math.sqrt((60 / 400 - 0.05 ** 2) / 400);
    expect(low).toBeCloseTo(0.05 - reach, 2);
    expect(high).toBeCloseTo(0.05 + reach, 2);
  });

  it('is the same for the same seed and another for another', () => {
    expect(bootstrapDifference(gains, { seed: 7 })).toEqual(bootstrapDifference(gains, { seed: 7 }));
    expect(bootstrapDifference(gains, { draws: 101, seed: 7 })).not.toEqual(
      bootstrapDifference(gains, { draws: 101, seed: 8 }),
    );
  });

  it('is no wider than possible without messages', () => {
    expect(bootstrapDifference(new Int8Array(0))).toEqual([-1, 1]);
  });
});

describe('a comparison of two runs', () => {
  const one = aRun([
    { text: 'where is it', actual: 'track', said: 'track' },
    { text: 'take it back', actual: 'return', said: 'track' },
    { text: 'take it back', actual: 'return', said: 'return' },
    { text: 'money back', actual: 'return', said: 'track' },
    { text: 'only here', actual: 'track', said: 'track' },
  ]);
  const other = aRun([
    { text: 'money back', actual: 'return', said: 'return' },
    { text: 'take it back', actual: 'return', said: 'return' },
    { text: 'where is it', actual: 'track', said: 'return' },
    { text: 'take it back', actual: 'return', said: 'return' },
    { text: 'where is it', actual: 'return', said: 'return' },
  ]);

  it('matches messages by text and meaning, repeated ones in order', () => {
    const comparison = compareRuns(one, other);
    expect(comparison).toMatchObject({ matched: 4, onlyInOne: 1, onlyInOther: 1 });
    expect(comparison).toMatchObject({ bothRight: 1, onlyOneRight: 1, onlyOtherRight: 2, bothWrong: 0 });
    expect(comparison.difference).toBeCloseTo(0.25);
    expect(comparison.pValue).toBe(1);
    expect(comparison.lost).toEqual([{ text: 'where is it', actual: 'track', one: 'track', other: 'return' }]);
  });

  it('lists the change of each intent, the greatest loss first', () => {
    const [first, second] = compareRuns(one, other).intents;
    expect(first).toEqual({ label: 'track', support: 1, one: 0.5, other: 0, change: -0.5 });
    expect(second).toMatchObject({ label: 'return', support: 3, one: 0.5 });
    expect(second?.change).toBeCloseTo(6 / 7 - 0.5);
  });

  it('turns its sign when the runs change places', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (seed, otherSeed) => {
        const [a, b] = [aWholeRun({ seed }), aWholeRun({ seed: otherSeed })];
        const [forth, back] = [compareRuns(a, b, { draws: 20 }), compareRuns(b, a, { draws: 20 })];
        expect(back.difference).toBeCloseTo(-forth.difference, 10);
        expect(back.pValue).toBe(forth.pValue);
        expect(back.onlyOneRight).toBe(forth.onlyOtherRight);
      }),
      { numRuns: 20 },
    );
  });

  it('of runs without a common message says so', () => {
    expect(compareRuns(one, aRun([{ text: 'new', actual: 'track', said: 'track' }]))).toMatchObject({
      matched: 0,
      difference: 0,
      interval: [-1, 1],
      pValue: 1,
    });
  });
});
