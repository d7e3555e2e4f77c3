import type { TunedReading } from './encoder.js';

/** Mean and standard deviation of one sign over held-out messages that the model is for. */
export type Spread = { mean: number; deviation: number };

export type UnknownScale = {
  energy: Spread;
  base: Spread;
  tuned: Spread;
  /** From this score on a message is taken to be out of scope. */
  threshold: number;
};

/**
 * How unlike the training messages one is: 0 on average for those the model is for, higher is stranger. Three signs, each
 * in standard deviations, added: the energy of the fine-tuned scores (Liu et al., "Energy-based Out-of-distribution
 * Detection", NeurIPS 2020) and the mean cosine to the ten nearest training phrases by base and by fine-tuned vectors
 * (Sun et al., "Out-of-Distribution Detection with Deep Nearest Neighbors", ICML 2022).
 */
export function unknownScore(reading: TunedReading, scale: Omit<UnknownScale, 'threshold'>): number {
  const signs = unknownSigns(reading);
  return -(
    inDeviations(signs.energy, scale.energy) +
    inDeviations(signs.base, scale.base) +
    inDeviations(signs.tuned, scale.tuned)
  );
}

/** Each is lower for stranger messages. */
export function unknownSigns({ scores, nearness }: TunedReading): Record<'energy' | 'base' | 'tuned', number> {
  const largest = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
  const energy = largest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0));
  return { energy, ...nearness };
}

function inDeviations(value: number, { mean, deviation }: Spread): number {
  return (value - mean) / deviation;
}
