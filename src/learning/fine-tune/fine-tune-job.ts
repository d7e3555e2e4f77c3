import { z } from 'zod';
import type { ErrorCode } from '../../errors.js';
import { fineTuneSettingsSchema } from './settings.js';
import { startUpSettingsSchema } from './start-up/start-up-settings.js';

const rowSchema = z.object({ ids: z.array(z.number().int().min(0)).min(1), label: z.number().int().min(0) });

const shared = {
  /** Folder of the Hugging Face BERT to start from. */
  base: z.string(),
  /** Folder of a native TensorFlow.js that was set up apart. */
  tensorflow: z.string().optional(),
  /** Leave native TensorFlow alone even where there is one. */
  isPortable: z.boolean(),
  /** Layers trained on wasm, from the top; the lower ones are computed once and kept. */
  portableLayers: z.number().int().min(1),
};

/** Fine-tuning, as it stands in `job.json`. */
export const fineTuneRequestSchema = z.strictObject({
  ...shared,
  classes: z.number().int().min(2),
  rows: z.array(rowSchema).min(1),
  dev: z.array(rowSchema),
  /** Only read by the finished model, never learned from or chosen by. */
  unseen: z.array(rowSchema),
  settings: fineTuneSettingsSchema,
  /** Folder of a start-up stage's result, whose layers are gone on from. */
  startUp: z.string().optional(),
  /** A fine-tuned model whose answers to the same rows are learned from, by an encoder of some of its layers. */
  teacher: z
    .strictObject({
      /** Of its result. */
      folder: z.string(),
      /** Its layers that the student starts from, numbered from 0. */
      kept: z.array(z.number().int().min(0)).min(1),
      temperature: z.number().positive(),
    })
    .optional(),
});

/** A start-up stage on texts without labels, as it stands in `job.json`. */
export const startUpRequestSchema = z.strictObject({
  ...shared,
  kind: z.literal('start-up'),
  texts: z.array(z.array(z.number().int().min(0)).min(1)).min(1),
  special: z.strictObject({ mask: z.number().int().min(0), all: z.array(z.number().int().min(0)) }),
  settings: startUpSettingsSchema,
});

/** What a training process is asked to do. */
export const trainingRequestSchema = z.union([startUpRequestSchema, fineTuneRequestSchema]);

export type FineTuneRequest = z.infer<typeof fineTuneRequestSchema>;
export type StartUpRequest = z.infer<typeof startUpRequestSchema>;
export type TrainingRequest = z.infer<typeof trainingRequestSchema>;

/** What a training process says. `done` and `stopped` come last; a fault is said before it ends. */
export type FineTuneMessage =
  | { kind: 'backend'; reason: string }
  | {
      kind: 'step';
      step: number;
      steps: number;
      loss: number;
      devAccuracy: number | undefined;
    }
  | { kind: 'checkpoint'; epoch: number }
  | { kind: 'done' }
  | { kind: 'stopped' }
  | { kind: 'broken'; code: ErrorCode; reason: string };

/** `portableLayers` for whom nobody asked: what a laptop without TensorFlow can train while one waits. */
export const PORTABLE_LAYERS = 2;

/** Files of a job's folder. */
export const JOB_FILE = 'job.json';
export const RESULT_FILE = 'result.safetensors';
export const RESULT_INDEX = 'result.json';
