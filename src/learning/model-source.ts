import { createHash } from 'node:crypto';
import { encodeHead } from '../understanding/head-file.js';
import type { PreparedEncoder } from './prepare-encoder.js';
import type { StartUpLineage } from './run-start-up.js';
import type { Trained } from './train.js';

/** All that a model folder is written from. */
export type ModelSource = {
  trained: Trained;
  encoder: PreparedEncoder;
  /** Folder of the Hugging Face BERT that the encoder was prepared from. */
  base: string;
  /** Where the phrases came from, for the record. */
  source: string;
  parent: string | null;
  /** The stage on chats without labels that came before fine-tuning. */
  startUp?: StartUpLineage | undefined;
};

/** Name of a model: the same phrases, encoder and training give the same one. */
export function nameModel({ trained, encoder }: ModelSource): string {
  const hash = createHash('sha256').update(encodeHead(trained.head)).update(encoder.weightsSha256);
  for (const { data } of trained.tuned?.tensors ?? []) hash.update(data);
  return `intents-${hash.digest('hex').slice(0, 12)}`;
}
