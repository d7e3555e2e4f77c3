import { z } from 'zod';
import { AppError } from '../../errors.js';
import { fineTuneSettingsSchema } from '../fine-tune/settings.js';
import { type Fixed, planGrid, planHalving, planRandom } from './plan-trials.js';
import type { SearchSpace } from './search-space.js';
import type { EndedTrials, Trial } from './trial.js';

export const SEARCHES = ['grid', 'random', 'halving'] as const;
export type SearchKind = (typeof SEARCHES)[number];

export type SearchOptions = {
  search: SearchKind;
  space: SearchSpace;
  /** Undefined in a grid, which has as many as it has. */
  trials: number | undefined;
  seed: number;
  /** Epochs of every trial; in successive halving of the last rung. Undefined where the space chooses them. */
  epochs: number | undefined;
};

const DEFAULT_TRIALS = { random: 20, halving: 27 };
const DEFAULT_EPOCHS = { grid: 4, random: 4, halving: 9 };

type Text = { search: string; space: SearchSpace; trials?: string; seed?: string; budget?: string };

/** @throws BAD_INPUT naming what is wrong and what would be right */
export function readSearchOptions({ search, space, trials, seed = '1', budget }: Text): SearchOptions {
  const kind = z.enum(SEARCHES).safeParse(search).data;
  if (kind === undefined) throw mistake(`--search ${search}: expected ${SEARCHES.join(', ')}`);
  if (kind === 'grid' && trials !== undefined) throw mistake('--trials: a grid has as many as its lists make');
  const declared = space.find(({ name }) => name === 'epochs');
  if (declared !== undefined && (kind === 'halving' || budget !== undefined)) {
    const chosen = kind === 'halving' ? 'successive halving' : '--budget';
    throw mistake(`${declared.place}: epochs: are given by ${chosen}, not by the space`);
  }
  return {
    search: kind,
    space,
    trials: kind === 'grid' ? undefined : readWhole('--trials', trials ?? `${DEFAULT_TRIALS[kind]}`, 1),
    seed: readWhole('--seed', seed, 0),
    epochs: declared === undefined ? readEpochs(budget ?? `${DEFAULT_EPOCHS[kind]}`) : undefined,
  };
}

/** What is to be run, given what has ended. */
export function createPlan({ search, space, trials = 0, seed, epochs = 1 }: SearchOptions) {
  const fixed: Fixed = { epochs, seed };
  const first = search === 'grid' ? planGrid(space, fixed) : planRandom(space, trials, fixed);
  return (ended: EndedTrials): Trial[] => (search === 'halving' ? planHalving(first, epochs, ended) : first);
}

/** @throws BAD_INPUT */
export function readWhole(option: string, text: string, min: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= min) return value;
  throw mistake(`${option} ${text}: expected a whole number from ${min}`);
}

function readEpochs(text: string): number {
  const { data, error } = fineTuneSettingsSchema.shape.epochs.unwrap().safeParse(readWhole('--budget', text, 1));
  if (data === undefined) throw mistake(`--budget ${text}: ${error.issues.map(({ message }) => message).join('; ')}`);
  return data;
}

function mistake(what: string): AppError {
  return new AppError('BAD_INPUT', { details: [what] });
}
