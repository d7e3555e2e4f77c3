import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { planGrid, planHalving, planRandom, planRungs } from '../../../src/learning/tune/plan-trials.js';
import { parseSearchSpace, type SearchSpace } from '../../../src/learning/tune/search-space.js';
import type { EndedTrial, Trial } from '../../../src/learning/tune/trial.js';

const fixed = { epochs: 4, seed: 7 };
const space = (text: string) => parseSearchSpace('space.yaml', text);
const WIDE = space(
  'encoderRate: { min: 1e-5, max: 1e-3, scale: log }\nbatchSize: { min: 8, max: 64, scale: log }\ndropout: [0, 0.1, 0.2]\n',
);

/** Distinct values of some settings that the schema allows. */
const lists = fc
  .record({
    batchSize: fc.uniqueArray(fc.integer({ min: 1, max: 1024 }), { minLength: 1, maxLength: 4 }),
    decay: fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
    seed: fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 3 }),
  })
  .map((record) =>
    space(
      Object.entries(record)
        .map(([name, values]) => `${name}: [${values}]\n`)
        .join(''),
    ),
  );

const valuesOf = (trial: Trial): Record<string, unknown> => ({
  ...trial.settings,
  seed: trial.seed,
  epochs: trial.epochs,
});
const sizeOf = (declared: SearchSpace) =>
  declared.reduce((size, { choices }) => size * (choices.kind === 'list' ? choices.values.length : Infinity), 1);

describe('a grid', () => {
  it('has every combination once, each within the space, all else at its default', () => {
    fc.assert(
      fc.property(lists, (declared) => {
        const trials = planGrid(declared, fixed);
        expect(trials).toHaveLength(sizeOf(declared));
        expect(new Set(trials.map((trial) => JSON.stringify(valuesOf(trial)))).size).toBe(trials.length);
        expect(new Set(trials.map(({ id }) => id)).size).toBe(trials.length);
        for (const trial of trials) {
          const { batchSize, decay, ...rest } = trial.settings;
          const { epochs, seed, batchSize: _b, decay: _d, ...defaults } = fineTuneSettingsSchema.parse({});
          expect(rest).toEqual(defaults);
          for (const { name, choices } of declared) {
            expect(choices.kind === 'list' && choices.values.includes(Number(valuesOf(trial)[name]))).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['dropout: {min: 0, max: 0.2}', /^space\.yaml:1:1: dropout: a grid needs a list/],
    [`batchSize: [${numbers(200)}]\nseed: [${numbers(200)}]`, /^space\.yaml:2:1: seed: the grid has more than 10000/],
  ])('%.40s is refused', (text, detail) => {
    expect(() => planGrid(space(text), fixed)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', details: [expect.stringMatching(detail)] }),
    );
  });
});

it('a setting of several parts is one choice', () => {
  const trials = planGrid(space('lowRank: [{ rank: 8, alpha: 16 }, { rank: 4, alpha: 8 }]'), fixed);
  expect(trials.map(({ settings }) => settings.lowRank?.rank)).toEqual([8, 4]);
});

describe('a random search', () => {
  it('draws within the space, the same for the same seed, a longer plan beginning with a shorter', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const trials = planRandom(WIDE, count, { epochs: 4, seed });
        expect(trials).toHaveLength(count);
        expect(planRandom(WIDE, count + 5, { epochs: 4, seed }).slice(0, count)).toEqual(trials);
        for (const { settings } of trials) {
          expect(settings.encoderRate).toBeGreaterThanOrEqual(1e-5);
          expect(settings.encoderRate).toBeLessThanOrEqual(1e-3);
          expect(Number.isInteger(settings.batchSize)).toBe(true);
          expect(settings.batchSize).toBeGreaterThanOrEqual(8);
          expect(settings.batchSize).toBeLessThanOrEqual(64);
          expect([0, 0.1, 0.2]).toContain(settings.dropout);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('differs by seed, and spreads a log scale over its magnitudes', () => {
    const trials = planRandom(WIDE, 600, { epochs: 4, seed: 1 });
    expect(planRandom(WIDE, 600, { epochs: 4, seed: 2 })).not.toEqual(trials);
    const low = trials.filter(({ settings }) => settings.encoderRate < 1e-4).length;
    expect(low).toBeGreaterThan(240);
    expect(low).toBeLessThan(360);
    const sizes = trials.map(({ settings }) => settings.batchSize);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([8, 64]);
  });

  it('takes no candidate twice, and ends where a small space does', () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.integer({ min: 1, max: 60 }), (declared, seed, count) => {
        const trials = planRandom(declared, count, { epochs: 4, seed });
        expect(new Set(trials.map((trial) => JSON.stringify(valuesOf(trial)))).size).toBe(trials.length);
        expect(trials.length).toBeLessThanOrEqual(Math.min(count, sizeOf(declared)));
      }),
      { numRuns: 40 },
    );
    expect(planRandom(space('batchSize: [8, 16]'), 9, fixed)).toHaveLength(2);
  });
});

describe('successive halving', () => {
  it.each([
    [
      27,
      9,
      [
        [27, 1],
        [9, 3],
        [3, 9],
      ],
    ],
    [
      9,
      27,
      [
        [9, 3],
        [3, 9],
        [1, 27],
      ],
    ],
    [
      20,
      10,
      [
        [20, 1],
        [6, 3],
        [2, 10],
      ],
    ],
    [5, 2, [[5, 2]]],
    [1, 9, [[1, 9]]],
  ])('of %i candidates to %i epochs has the rungs %j', (candidates, epochs, rungs) => {
    expect(planRungs(candidates, epochs)).toEqual(rungs.map(([trials, each]) => ({ trials, epochs: each })));
  });

  it('lets exactly the best of a rung go on, whatever order they ended in, and never runs anything twice', () => {
    const scores = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 6 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 40 }), fc.nat(), (accuracies, epochs, order) => {
        const candidates = planRandom(WIDE, accuracies.length, { epochs, seed: 3 });
        const ended = runAll(candidates, { epochs, accuracies, order });
        const score = ({ candidate }: Trial) => accuracies[candidate - 1] ?? -1;
        const sizes = planRungs(candidates.length, epochs);
        let entitled = candidates.length;
        for (const [rung, size] of sizes.entries()) {
          const trials = [...ended.values()].map(({ trial }) => trial).filter((trial) => trial.rung === rung);
          const candidatesHere = new Set(trials.map(({ candidate }) => candidate));
          expect(candidatesHere.size).toBe(trials.length);
          expect(trials).toHaveLength(Math.min(size.trials, entitled));
          for (const trial of trials) expect(trial.epochs).toBe(size.epochs);
          const left = candidates.filter(({ candidate }) => !candidatesHere.has(candidate));
          const worst = Math.min(...trials.map(score));
          if (rung > 0) for (const trial of left) expect(score(trial)).toBeLessThanOrEqual(worst);
          entitled = trials.filter((trial) => score(trial) >= 0).length;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('waits for the whole rung', () => {
    const candidates = planRandom(WIDE, 9, { epochs: 9, seed: 3 });
    const first = planHalving(candidates, 9, new Map());
    expect(first.map(({ rung, epochs }) => [rung, epochs])).toEqual(Array.from({ length: 9 }, () => [0, 1]));
    const ended = new Map(first.slice(1).map((trial) => [trial.id, done(trial, 0.5)]));
    expect(planHalving(candidates, 9, ended)).toEqual(first);
  });
});

function numbers(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join();
}

function done(trial: Trial, devAccuracy: number): EndedTrial {
  return { kind: 'done', trial, devAccuracy, seconds: 1, at: 0 };
}

type Run = { epochs: number; accuracies: (number | null)[]; order: number };

/** Plays a search to its end; a candidate without an accuracy fails. */
function runAll(candidates: Trial[], { epochs, accuracies, order }: Run): Map<string, EndedTrial> {
  const ended = new Map<string, EndedTrial>();
  for (;;) {
    const owed = planHalving(candidates, epochs, ended).filter(({ id }) => !ended.has(id));
    const trial = owed[order % Math.max(1, owed.length)];
    if (trial === undefined) return ended;
    const accuracy = accuracies[trial.candidate - 1] ?? null;
    ended.set(trial.id, accuracy === null ? { kind: 'failed', trial, reason: 'no', at: 0 } : done(trial, accuracy));
  }
}
