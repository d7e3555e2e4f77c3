import type { TunedReading } from '../understanding/encoder.js';
import { type Fusion, fusedScores } from '../understanding/fuse.js';
import { type Spread, type UnknownScale, unknownScore, unknownSigns } from '../understanding/unknown-score.js';
import { calibrateTemperature } from './calibrate.js';

/** A held-out message: what both heads say of it, and which intent it has. */
export type FusedExample = { label: number; tuned: TunedReading; frozenScores: Float64Array };

/**
 * Temperatures under which held-out messages are least surprising: of each head alone, then of their mean. Fusing comes
 * first, because the mean of two calibrated answers is too careful.
 */
export function calibrateFusion(heldOut: readonly FusedExample[]): Fusion {
  const alone = (scoresOf: (example: FusedExample) => Float64Array) =>
    calibrateTemperature(heldOut.map((example) => ({ label: example.label, scores: scoresOf(example) })));
  const tuned = alone((example) => Float64Array.from(example.tuned.scores));
  const frozen = alone(({ frozenScores }) => frozenScores);
  const both = alone((example) => fusedScores(example.tuned.scores, example.frozenScores, { tuned, frozen }));
  return { tuned, frozen, both };
}

/**
 * Scale of the unknown score, and its threshold.
 * @param inScope held-out messages that the model is for
 * @param falseAlarms share of them that may be taken for unknown, 0..1
 */
export function calibrateUnknown(inScope: readonly TunedReading[], falseAlarms: number): UnknownScale {
  const signs = inScope.map(unknownSigns);
  const scale = {
    energy: spread(signs.map(({ energy }) => energy)),
    base: spread(signs.map(({ base }) => base)),
    tuned: spread(signs.map(({ tuned }) => tuned)),
  };
  const scores = inScope.map((reading) => unknownScore(reading, scale)).sort((one, other) => one - other);
  const place = Math.min(scores.length - 1, Math.ceil(scores.length * (1 - falseAlarms)));
  return { ...scale, threshold: scores[place] ?? Number.POSITIVE_INFINITY };
}

function spread(values: number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
