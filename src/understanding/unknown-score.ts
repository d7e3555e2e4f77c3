import { z } from 'zod';
import { OUT_OF_SCOPE } from './decide-intent.js';
import type { TunedReading } from './encoder.js';

/** Mean and standard deviation of one sign over held-out messages that the model is for. */
const spreadSchema = z.strictObject({ mean: z.number(), deviation: z.number().positive() });

export const unknownScaleSchema = z.strictObject({
  energy: spreadSchema,
  base: spreadSchema,
  tuned: spreadSchema,
  /** Of a model that learned what is out of scope as a label of its own. */
  label: spreadSchema.optional(),
  /** From this score on a message is taken to be out of scope. */
  threshold: z.number(),
  /** Share of the messages the model is for that reach the threshold by mistake, as it was chosen. */
  falseAlarms: z.number().min(0).max(1),
});

export type UnknownScale = z.infer<typeof unknownScaleSchema>;
export type Spread = z.infer<typeof spreadSchema>;
export type Spreads = Omit<UnknownScale, 'threshold' | 'falseAlarms'>;

/** What tells a strange message; each is lower for stranger ones. */
export type UnknownSigns = { energy: number; base: number; tuned: number; label: number };

/**
 * How unlike the messages it is for a model finds one: 0 on average for those, higher is stranger. Signs in standard
 * deviations, added: the energy of the fine-tuned scores (Liu et al., "Energy-based Out-of-distribution Detection",
 * NeurIPS 2020), the mean cosine to the ten nearest training phrases by base and by fine-tuned vectors (Sun et al.,
 * "Out-of-Distribution Detection with Deep Nearest Neighbors", ICML 2022), and what the label for it gets.
 */
export function unknownScore(signs: UnknownSigns, spreads: Spreads): number {
  const score =
    inDeviations(signs.energy, spreads.energy) +
    inDeviations(signs.base, spreads.base) +
    inDeviations(signs.tuned, spreads.tuned);
  return -(spreads.label === undefined ? score : score + inDeviations(signs.label, spreads.label));
}

export function unknownSigns(
  { scores, nearness }: TunedReading,
  labels: readonly string[],
  probabilities: Float32Array,
): UnknownSigns {
  const largest = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
  const energy = largest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0));
  const share = Math.min(CERTAIN, Math.max(1 - CERTAIN, probabilities[labels.indexOf(OUT_OF_SCOPE)] ?? 0));
  return { energy, ...nearness, label: Math.log((1 - share) / share) };
}

/** Beyond this a probability says no more than this. */
const CERTAIN = 1 - 1e-4;

function inDeviations(value: number, { mean, deviation }: Spread): number {
  return (value - mean) / deviation;
}
