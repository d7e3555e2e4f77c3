import { AppError } from '../../errors.js';
import { fineTuneSettingsSchema } from '../fine-tune/settings.js';
import { createRandom, type Random } from '../random.js';
import type { Choices, SearchSpace, SettingName, SettingValue } from './search-space.js';
import type { EndedTrials, Trial } from './trial.js';

/** Where the space leaves them open. */
export type Fixed = { epochs: number; seed: number };

const LARGEST_GRID = 10_000;
/** One candidate in so many goes on to the next rung, for so many times the epochs. */
const ETA = 3;
/** Draws of a candidate that is new before a small space counts as used up. */
const DRAWS = 100;

/**
 * Every combination of the values listed, the last setting changing fastest.
 * @throws BAD_INPUT when the space has a range, or more combinations than anyone can run
 */
export function planGrid(space: SearchSpace, fixed: Fixed): Trial[] {
  let points: Point[] = [new Map()];
  for (const { name, choices, place } of space) {
    if (choices.kind === 'range') {
      throw new AppError('BAD_INPUT', { details: [`${place}: ${name}: a grid needs a list of values, not a range`] });
    }
    if (points.length * choices.values.length > LARGEST_GRID) {
      throw new AppError('BAD_INPUT', {
        details: [`${place}: ${name}: the grid has more than ${LARGEST_GRID} trials`],
      });
    }
    points = points.flatMap((point) => choices.values.map((value) => new Map(point).set(name, value)));
  }
  return points.map((point, index) => toTrial(point, index + 1, fixed));
}

/**
 * Independent draws from the space, none twice; fewer than asked for when the space holds no more. Those of a longer
 * plan begin with those of a shorter one.
 * Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012.
 */
export function planRandom(space: SearchSpace, trials: number, fixed: Fixed): Trial[] {
  const random = createRandom(fixed.seed);
  const points = new Map<string, Point>();
  let repeats = 0;
  while (points.size < trials && repeats < DRAWS) {
    const point: Point = new Map(space.map(({ name, choices }) => [name, draw(choices, random)]));
    const key = JSON.stringify([...point]);
    repeats = points.has(key) ? repeats + 1 : 0;
    points.set(key, point);
  }
  return [...points.values()].map((point, index) => toTrial(point, index + 1, fixed));
}

/**
 * Successive halving: many candidates for few epochs, the best third of each rung for three times as many, to
 * `fixed.epochs` in the last. A survivor is trained anew, because the learning rate of a longer run falls later:
 * weights from a shorter one are not those it would have had.
 * Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", AISTATS 2016;
 * a third rather than a half as in Li et al., "Hyperband", JMLR 2018.
 * @returns the trials of all rungs that are known, given what has ended; no more are to come when all of them have
 */
export function planHalving(candidates: readonly Trial[], epochs: number, ended: EndedTrials): Trial[] {
  const known: Trial[] = [];
  let survivors = [...candidates];
  for (const [rung, size] of planRungs(candidates.length, epochs).entries()) {
    const trials = survivors.slice(0, size.trials).map((trial) => inRung(trial, rung, size.epochs));
    known.push(...trials);
    if (trials.some(({ id }) => !ended.has(id))) break;
    survivors = bestFirst(trials, ended);
  }
  return known;
}

/** Sizes of the rungs, the first first. */
export function planRungs(candidates: number, epochs: number): { trials: number; epochs: number }[] {
  let last = 0;
  while (ETA ** (last + 1) <= Math.min(candidates, epochs)) last += 1;
  return Array.from({ length: last + 1 }, (_, rung) => ({
    trials: Math.floor(candidates / ETA ** rung),
    epochs: Math.floor(epochs / ETA ** (last - rung)),
  }));
}

type Point = Map<SettingName, SettingValue>;

function toTrial(point: Point, candidate: number, fixed: Fixed): Trial {
  const { epochs, seed, ...settings } = fineTuneSettingsSchema.parse({ ...fixed, ...Object.fromEntries(point) });
  return { id: `trial-${String(candidate).padStart(3, '0')}`, candidate, rung: 0, settings, epochs, seed };
}

function draw(choices: Choices, random: Random): SettingValue {
  if (choices.kind === 'list') {
    const { values } = choices;
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new RangeError('a list of choices has a value');
    return value;
  }
  const { min, max, scale, isWhole } = choices;
  const share = random();
  const end = isWhole ? max + 1 : max;
  const value = scale === 'log' ? min * (end / min) ** share : min + (end - min) * share;
  // Three digits are as fine as any difference that training shows, and can be read.
  const readable = isWhole ? Math.floor(value) : Number(value.toPrecision(3));
  return Math.min(Math.max(readable, min), max);
}

function inRung(trial: Trial, rung: number, epochs: number): Trial {
  return { ...trial, id: `trial-${String(trial.candidate).padStart(3, '0')}-rung-${rung}`, rung, epochs };
}

/** Failed ones do not go on; of equals the earlier candidate does. */
function bestFirst(trials: readonly Trial[], ended: EndedTrials): Trial[] {
  return trials
    .flatMap((trial) => {
      const outcome = ended.get(trial.id);
      return outcome?.kind === 'done' ? [{ trial, accuracy: outcome.devAccuracy }] : [];
    })
    .sort((one, other) => other.accuracy - one.accuracy || one.trial.candidate - other.trial.candidate)
    .map(({ trial }) => trial);
}
