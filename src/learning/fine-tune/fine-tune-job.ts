import { z } from 'zod';
import { fineTuneSettingsSchema } from './settings.js';

const rowSchema = z.object({ ids: z.array(z.number().int().min(0)).min(1), label: z.number().int().min(0) });

/** What a training process is asked to do, as it stands in `job.json`. */
export const fineTuneRequestSchema = z.strictObject({
  /** Folder of the Hugging Face BERT to start from. */
  base: z.string(),
  classes: z.number().int().min(2),
  rows: z.array(rowSchema).min(1),
  dev: z.array(rowSchema),
  /** Only read by the finished model, never learned from or chosen by. */
  unseen: z.array(rowSchema),
  settings: fineTuneSettingsSchema,
  /** Folder of a native TensorFlow.js that was set up apart. */
  tensorflow: z.string().optional(),
  /** Leave native TensorFlow alone even where there is one. */
  isPortable: z.boolean(),
  /** Layers trained on wasm, from the top; the lower ones are computed once and kept. */
  portableLayers: z.number().int().min(1),
});

export type FineTuneRequest = z.infer<typeof fineTuneRequestSchema>;

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
  | { kind: 'broken'; reason: string };

/** `portableLayers` for whom nobody asked: what a laptop without TensorFlow can train while one waits. */
export const PORTABLE_LAYERS = 2;

/** Files of a job's folder. */
export const JOB_FILE = 'job.json';
export const RESULT_FILE = 'result.safetensors';
export const RESULT_INDEX = 'result.json';
