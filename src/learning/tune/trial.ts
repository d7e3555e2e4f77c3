import { z } from 'zod';
import { fineTuneSettingsSchema } from '../fine-tune/settings.js';

/** One training run of a search; `id` says which candidate and, in successive halving, which rung. */
export const trialSchema = z.strictObject({
  id: z.string(),
  /** Settings that are tried; the same candidate in several rungs has the same. */
  candidate: z.number().int().min(1),
  rung: z.number().int().min(0),
  settings: fineTuneSettingsSchema.omit({ epochs: true, seed: true }),
  epochs: fineTuneSettingsSchema.shape.epochs.unwrap(),
  seed: fineTuneSettingsSchema.shape.seed.unwrap(),
});

export type Trial = z.infer<typeof trialSchema>;

/** `at` in milliseconds since the epoch. */
export const endedTrialSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    trial: trialSchema,
    devAccuracy: z.number().min(0).max(1),
    seconds: z.number().min(0),
    at: z.number(),
  }),
  z.strictObject({ kind: z.literal('failed'), trial: trialSchema, reason: z.string(), at: z.number() }),
]);

export type EndedTrial = z.infer<typeof endedTrialSchema>;

/** By trial id. */
export type EndedTrials = ReadonlyMap<string, EndedTrial>;

/**
 * Port: trains with the settings of a trial and judges on the dev rows.
 * @param report called after every epoch, counted from 1, with the accuracy on the dev rows, 0..1
 * @throws anything when the training failed; the trial may then be run again
 */
export type RunTrial = (
  trial: Pick<Trial, 'settings' | 'epochs' | 'seed'>,
  report: (epoch: number, devAccuracy: number) => void,
) => Promise<{ devAccuracy: number; seconds: number }>;
