import type { TunedReading } from '../understanding/encoder.js';
import type { Fusion } from '../understanding/fuse.js';
import { type Spread, type UnknownScale, type UnknownSigns, unknownScore } from '../understanding/unknown-score.js';
import { calibrateTemperature } from './calibrate.js';

/** A held-out message: what both heads say of it, and which intent it has. */
export type FusedExample = { label: number; tuned: TunedReading; frozenScores: Float64Array };

/** The temperature of each head under which its own answers to held-out messages are least surprising. */
export function calibrateFusion(heldOut: readonly FusedExample[]): Fusion {
  return {
    tuned: calibrateTemperature(
      heldOut.map(({ label, tuned }) => ({ label, scores: Float64Array.from(tuned.scores) })),
    ),
    frozen: calibrateTemperature(heldOut.map(({ label, frozenScores }) => ({ label, scores: frozenScores }))),
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
