import { describe, expect, it } from 'vitest';
import { leaderboardPage, rankTrials } from '../../../src/learning/tune/leaderboard.js';
import { planRandom } from '../../../src/learning/tune/plan-trials.js';
import { parseSearchSpace } from '../../../src/learning/tune/search-space.js';
import type { EndedTrial, Trial } from '../../../src/learning/tune/trial.js';

const trials = planRandom(parseSearchSpace('s.yaml', 'batchSize: { min: 8, max: 64 }'), 6, { epochs: 9, seed: 1 });

function ended(outcomes: [candidate: number, change: Partial<Trial>, accuracy: number | undefined][]) {
  return new Map(
    outcomes.map(([candidate, change, devAccuracy], index): [string, EndedTrial] => {
      const trial = { ...trials[candidate - 1]!, ...change, id: `t${candidate}-${change.rung ?? 0}` };
      const outcome: EndedTrial =
        devAccuracy === undefined
          ? { kind: 'failed', trial, reason: 'its process\nended with SIGSEGV', at: index }
          : { kind: 'done', trial, devAccuracy, seconds: 12.34, at: index };
      return [trial.id, outcome];
    }),
  );
}

describe('the leaderboard', () => {
  it('has the more accurate first, of equals the one with fewer epochs, then the earlier', () => {
    const board = rankTrials(
      ended([
        [1, {}, 0.5],
        [2, {}, 0.9],
        [3, {}, 0.7],
        [4, { epochs: 3 }, 0.7],
        [5, {}, 0.5],
      ]),
    );
    expect(board.map(({ trial }) => trial.candidate)).toEqual([2, 4, 3, 1, 5]);
  });

  it('has a candidate of several rungs once, by its last, before those that fell out', () => {
    const board = rankTrials(
      ended([
        [1, { rung: 1, epochs: 3 }, 0.6],
        [1, { rung: 0, epochs: 1 }, 0.8],
        [2, { rung: 0, epochs: 1 }, 0.9],
        [3, { rung: 1, epochs: 3 }, 0.7],
        [3, { rung: 2, epochs: 9 }, undefined],
      ]),
    );
    expect(board.map(({ trial }) => trial.id)).toEqual(['t3-1', 't1-1', 't2-0']);
  });

  it('is a page that names what was chosen and what failed', () => {
    const page = leaderboardPage(
      ended([
        [1, {}, 0.91234],
        [2, {}, undefined],
      ]),
      ['batchSize'],
    );
    const size = String(trials[0]?.settings.batchSize);
    expect(page).toBe(
      [
        '# Leaderboard',
        '',
        '| place | trial | dev accuracy | epochs | seconds | batchSize |',
        '| ---   | ---   | ---          | ---    | ---     | ---       |',
        `| 1     | t1-0  | 91.23 %      | 9      | 12.3    | ${size.padEnd(9)} |`,
        '',
        '## Failed',
        '',
        '- t2-0: its process ended with SIGSEGV',
        '',
      ].join('\n'),
    );
  });
});
