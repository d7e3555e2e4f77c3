import type { TunedReading } from '../understanding/encoder.js';
import type { Fusion } from '../understanding/fuse.js';
import { softmax } from '../understanding/head.js';
import { type Spread, type UnknownScale, type UnknownSigns, unknownScore } from '../understanding/unknown-score.js';
import { calibrateTemperature } from './calibrate.js';
import { minimise } from './minimise.js';

/** A held-out message: what each expert says of it, and which intent it has. */
export type FusedExample = { label: number; tuned: TunedReading; frozenScores: Float64Array };

const EXPERTS = ['tuned', 'votes', 'frozen'] as const satisfies (keyof Fusion)[];

/**
 * Weights under which all experts together find held-out messages least surprising, each at the temperature under which
 * its own answers are. A few messages say little of the weights: they stay near to what is usual.
 */
export function calibrateFusion(heldOut: readonly FusedExample[]): Fusion {
  const temperatureOf = (expert: keyof Fusion) =>
    calibrateTemperature(heldOut.map((one) => ({ label: one.label, scores: scoresOf(one, expert) })));
  const temperatures = {
    tuned: temperatureOf('tuned'),
    votes: temperatureOf('votes'),
    frozen: temperatureOf('frozen'),
  };
  const examples = heldOut.map((one) => ({
    label: one.label,
    experts: EXPERTS.map((expert) => scoresOf(one, expert).map((score) => score / temperatures[expert])),
  }));
  return toFusion(chooseWeights(examples), temperatures);
}

function scoresOf({ tuned, frozenScores }: FusedExample, expert: keyof Fusion): Float64Array {
  if (expert === 'frozen') return frozenScores;
  return Float64Array.from(expert === 'tuned' ? tuned.scores : tuned.votes);
}

/** Best of ten rows per intent of two data sets, on draws that no figure is of; a tenth more or less is as good. */
const USUAL: Fusion = { tuned: 0.5, votes: 0.25, frozen: 0.25 };

/** Where no row was held out of fine-tuning. */
export function usualFusion(frozenTemperature: number): Fusion {
  return toFusion(
    EXPERTS.map((expert) => USUAL[expert]),
    { tuned: 1.15, votes: 1.5, frozen: frozenTemperature },
  );
}

/** What a weight that is 1 away from the usual one costs, in rows that are e times less likely. */
const PRIOR = 10;

type Weighed = { label: number; experts: Float64Array[] };

/** The surprise is convex in the weights, because the sum of weighted scores is linear in them. */
function chooseWeights(examples: readonly Weighed[]): number[] {
  const usual = Float64Array.from(EXPERTS, (expert) => USUAL[expert]);
  const weights = minimise((point) => {
    const distances = point.map((weight, at) => weight - (usual[at] ?? 0));
    const slope = distances.map((distance) => (2 * PRIOR * distance) / examples.length);
    let value = (PRIOR * distances.reduce((sum, distance) => sum + distance ** 2, 0)) / examples.length;
    for (const { label, experts } of examples) {
      const shares = softmax(addExperts(experts, point), 1);
      value -= Math.log(Math.max(shares[label] ?? 0, LEAST)) / examples.length;
      experts.forEach((scores, at) => {
        const expected = scores.reduce((sum, score, place) => sum + score * (shares[place] ?? 0), 0);
        slope[at] = (slope[at] ?? 0) + (expected - (scores[label] ?? 0)) / examples.length;
      });
    }
    return { value, slope };
  }, usual);
  return [...weights];
}

const LEAST = 1e-12;

function addExperts(experts: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(experts[0]?.length ?? 0);
  experts.forEach((scores, at) => {
    for (let place = 0; place < sum.length; place++) {
      sum[place] = (sum[place] ?? 0) + (weights[at] ?? 0) * (scores[place] ?? 0);
    }
  });
  return sum;
}

/** An expert whose weight fell below 0 is better not heard. */
function toFusion(weights: readonly number[], temperatures: Fusion): Fusion {
  const [tuned = 0, votes = 0, frozen = 0] = weights.map((weight) => Math.max(0, weight));
  const rounded = (factor: number) => Number(factor.toPrecision(4));
  return {
    tuned: rounded(tuned / temperatures.tuned),
    votes: rounded(votes / temperatures.votes),
    frozen: rounded(frozen / temperatures.frozen),
  };
}

/**
 * Scale of the unknown score, and its threshold.
 * @param inScope signs of held-out messages that the model is for
 * @param falseAlarms share of them that may be taken for unknown, 0..1
 */
export function calibrateUnknown(
  inScope: readonly UnknownSigns[],
  { falseAlarms, hasLabel }: { falseAlarms: number; hasLabel: boolean },
): UnknownScale {
  const of = (sign: keyof UnknownSigns) => spread(inScope.map((signs) => signs[sign]));
  const spreads = {
    energy: of('energy'),
    base: of('base'),
    tuned: of('tuned'),
    ...(hasLabel && { label: of('label') }),
  };
  const scores = inScope.map((signs) => unknownScore(signs, spreads)).sort((one, other) => one - other);
  const place = Math.min(scores.length - 1, Math.ceil(scores.length * (1 - falseAlarms)));
  return { ...spreads, threshold: scores[place] ?? 0, falseAlarms };
}

function spread(values: number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
