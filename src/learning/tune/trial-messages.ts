import type { FineTuneSettings } from '../fine-tune/settings.js';
import type { TokenRow } from '../fine-tune/token-row.js';

/** What all trials of a search train and are judged on. */
export type TrialMaterial = {
  /** Hugging Face folder that training starts from. */
  base: string;
  /** Folder of a native TensorFlow, which need not exist. */
  tensorflow: string;
  rows: TokenRow[];
  dev: TokenRow[];
  classes: number;
};

export type TrialRequest = { material: TrialMaterial; settings: FineTuneSettings };

/** What a trial's process says: `done` or `failed` is the last. */
export type TrialMessage =
  | { kind: 'backend'; reason: string }
  | { kind: 'epoch'; epoch: number; devAccuracy: number }
  | { kind: 'done'; devAccuracy: number; seconds: number }
  | { kind: 'failed'; reason: string };
