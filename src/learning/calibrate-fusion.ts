import type { TunedReading } from '../understanding/encoder.js';
import { type Fusion, fusedScores } from '../understanding/fuse.js';
import { type Spread, type UnknownScale, type UnknownSigns, unknownScore } from '../understanding/unknown-score.js';
import { calibrateTemperature, lowestAt, type Scored, surprise } from './calibrate.js';

/** A held-out message: what both heads say of it, and which intent it has. */
export type FusedExample = { label: number; tuned: TunedReading; frozenScores: Float64Array };

/**
 * The temperature of each head under which its own answers to held-out messages are least surprising, and the weight under
 * which both together are, each at the temperature that suits it. A few messages say little of the weight: it stays near to
 * what is usual.
 */
export function calibrateFusion(heldOut: readonly FusedExample[]): Fusion {
  const tuned = calibrateTemperature(
    heldOut.map(({ label, tuned: { scores } }) => ({ label, scores: Float64Array.from(scores) })),
  );
  const frozen = calibrateTemperature(heldOut.map(({ label, frozenScores }) => ({ label, scores: frozenScores })));
  const unlikely = (weight: number) => {
    const scored = heldOut.map(
      ({ label, tuned: { scores }, frozenScores }): Scored => ({
        label,
        scores: fusedScores(scores, frozenScores, { tuned, frozen, weight }),
      }),
    );
    const least = lowestAt((log) => surprise(scored, Math.exp(log)), COARSE);
    return surprise(scored, Math.exp(least)) + (PRIOR / heldOut.length) * (weight - USUAL_FUSION.weight) ** 2;
  };
  const weight = lowestAt(unlikely, { low: 0, high: 1, steps: COARSE.steps });
  return { tuned, frozen, weight: Number(weight.toFixed(3)) };
}

/** Of the fused scores' temperature, which is near to 1; found to half a per cent. */
const COARSE = { low: Math.log(0.3), high: Math.log(3), steps: 13 };

/**
 * What five held-out parts of ten rows per intent came to, on draws that no figure is of. Where no row was held out of
 * fine-tuning it stands in.
 */
export const USUAL_FUSION = { tuned: 1.15, weight: 0.2 };

/** What it costs to be at the other end of the scale, in rows that are e times less likely. */
const PRIOR = 10;

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
