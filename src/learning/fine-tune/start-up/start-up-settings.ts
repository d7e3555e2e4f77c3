import { z } from 'zod';

const shared = {
  epochs: z.number().int().min(1).max(100).default(3),
  /** Peak of the schedule: linear warm-up, then linear decay to 0. */
  rate: z.number().min(0).max(1).default(5e-5),
  /** Share of all steps. */
  warmUp: z.number().min(0).max(1).default(0.1),
  decay: z.number().min(0).max(1).default(0.01),
  dropout: z.number().min(0).max(0.9).default(0.1),
  /** Layers trained, counted from the top; the others keep their weights. */
  trainedLayers: z.number().int().min(1).max(96).default(96),
  seed: z.number().int().min(0).default(1),
};

export const startUpSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('contrastive'),
    ...shared,
    /** A text's company of others to be told from: 2 at least. */
    batchSize: z.number().int().min(2).max(1024).default(64),
    /** Similarities are divided by it. */
    temperature: z.number().positive().max(1).default(0.05),
    /** Texts of one label count as views of each other. */
    usesLabels: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('masked-language'),
    ...shared,
    batchSize: z.number().int().min(1).max(1024).default(32),
    /** Share of a text's tokens to be guessed. */
    maskedShare: z.number().positive().max(1).default(0.15),
    /** Words to guess from: all of the texts, and random ones of the vocabulary up to this many. */
    words: z.number().int().min(2).default(4096),
    /** Of what stands between the layers and the words, which begins from nothing. */
    headRate: z.number().min(0).max(1).default(1e-3),
  }),
]);

export type StartUpSettings = z.infer<typeof startUpSettingsSchema>;
export type ContrastiveSettings = Extract<StartUpSettings, { kind: 'contrastive' }>;
export type MaskedLanguageSettings = Extract<StartUpSettings, { kind: 'masked-language' }>;
