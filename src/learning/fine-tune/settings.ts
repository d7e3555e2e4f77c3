import { z } from 'zod';

/**
 * One default for every data set; why each number is what it is stands in `docs/training.md`.
 * Rates are peaks of the schedule (linear warm-up, then linear decay to 0).
 */
export const fineTuneSettingsSchema = z.strictObject({
  epochs: z.number().int().min(1).max(100).default(4),
  /** Small sets get as many epochs as this takes. */
  leastSteps: z.number().int().min(0).default(200),
  batchSize: z.number().int().min(1).max(1024).default(32),
  encoderRate: z.number().min(0).max(1).default(2e-4),
  headRate: z.number().min(0).max(1).default(1e-3),
  /** Share of all steps. */
  warmUp: z.number().min(0).max(1).default(0.1),
  decay: z.number().min(0).max(1).default(0.01),
  dropout: z.number().min(0).max(0.9).default(0.1),
  /** Largest length of all gradients together; 0 leaves them as they are. */
  clipNorm: z.number().min(0).default(0),
  /** Layers trained, counted from the top; the others keep their weights. */
  trainedLayers: z.number().int().min(1).max(96).default(96),
  /** Epochs without a better dev accuracy before training stops; needs dev rows. */
  patience: z.number().int().min(1).default(100),
  /** Weight of the divergence between two passes under different dropout (R-Drop); doubles a step's time. */
  rDrop: z.number().min(0).default(0),
  /** The same for sets so small that they get more epochs: there it pays, and costs little. */
  rDropWhenSmall: z.number().min(0).default(1),
  /** Length of a step against the embeddings' gradient (FGM); doubles a step's time. */
  adversarial: z.number().min(0).default(0),
  /**
   * Train two matrices of this rank beside each large one in its stead, counted alpha / rank times (LoRA); wants a rate
   * five to ten times as high.
   */
  lowRank: z
    .strictObject({ rank: z.number().int().min(1).max(1024), alpha: z.number().positive().max(1e6) })
    .optional(),
  seed: z.number().int().min(0).default(1),
});

export type FineTuneSettings = z.infer<typeof fineTuneSettingsSchema>;
