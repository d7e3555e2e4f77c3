import type { Reading } from './encoder.js';

/** What a pool asks an encoder process: one text, answered by a message with the same id. */
export type EncodeRequest = {
  id: number;
  text: string;
  /** Whether the fine-tuned layers are to run as well; where the model has none they are left out. */
  isTunedWanted: boolean;
};

/** What an encoder process says. `broken` comes instead of `ready`, before the process ends. */
export type EncoderMessage =
  | { kind: 'ready'; dimensions: number }
  | { kind: 'broken'; reason: string }
  | { kind: 'reading'; id: number; reading: Reading }
  | { kind: 'failed'; id: number; reason: string };
