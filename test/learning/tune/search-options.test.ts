import { describe, expect, it } from 'vitest';
import { createPlan, readSearchOptions } from '../../../src/learning/tune/search-options.js';
import { parseSearchSpace } from '../../../src/learning/tune/search-space.js';

const DROPOUTS = parseSearchSpace('space.yaml', 'dropout: [0, 0.1, 0.2]\n');
const EPOCHS = parseSearchSpace('space.yaml', 'dropout: [0.1]\nepochs: [2, 3]\n');

describe('the options of a search', () => {
  it('take the epochs from the space, or from --budget', () => {
    const plan = (space: typeof EPOCHS, budget?: string) =>
      createPlan(readSearchOptions({ search: 'grid', space, ...(budget !== undefined && { budget }) }))(new Map());
    expect(plan(EPOCHS).map(({ epochs }) => epochs)).toEqual([2, 3]);
    expect(plan(DROPOUTS, '7').map(({ epochs }) => epochs)).toEqual([7, 7, 7]);
  });

  it.each([
    [{ search: 'bayes', space: DROPOUTS }, '--search bayes: expected grid, random, halving'],
    [{ search: 'grid', space: DROPOUTS, trials: '3' }, '--trials: a grid has as many as its lists make'],
    [{ search: 'random', space: DROPOUTS, trials: 'many' }, '--trials many: expected a whole number from 1'],
    [{ search: 'random', space: DROPOUTS, seed: '-1' }, '--seed -1: expected a whole number from 0'],
    [{ search: 'random', space: DROPOUTS, budget: '1000' }, expect.stringMatching(/^--budget 1000: .*100/)],
    [{ search: 'halving', space: EPOCHS }, 'space.yaml:2:1: epochs: are given by successive halving, not by the space'],
    [
      { search: 'random', space: EPOCHS, budget: '3' },
      'space.yaml:2:1: epochs: are given by --budget, not by the space',
    ],
  ])('are refused where they contradict each other: %#', (given, detail) => {
    expect(() => readSearchOptions(given)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', details: [detail] }));
  });
});
