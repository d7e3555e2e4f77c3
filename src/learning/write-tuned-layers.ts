import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeNeighbours } from '../understanding/neighbours-file.js';
import { type BertWeights, openBertWeights } from './bert-weights.js';
import { exportTuned } from './export-tuned.js';
import { spreadLayers } from './fine-tune/distil.js';
import { readAdapter, writeAdapter } from './fine-tune/low-rank/adapter-file.js';
import { mergeLowRank } from './fine-tune/low-rank/merge-low-rank.js';
import { toTunedModel } from './fine-tune/tuned-model.js';
import type { TunedLayers } from './train.js';

export const ADAPTER_FILE = 'adapter.safetensors';

/**
 * Writes the graph of the fine-tuned layers and the neighbours. An adapter is written beside the graph that it is merged
 * into: serving costs no more than without, and the small file with the shared encoder gives the same graph again.
 * @param labels in the order of the head's scores
 */
export async function writeTunedLayers(
  folder: string,
  { base, tuned, labels }: { base: string; tuned: TunedLayers; labels: string[] },
): Promise<void> {
  const weights = await openBertWeights(base);
  try {
    const model = await toServedModel(folder, { base, weights, tuned, labels });
    await exportTuned({ ...model, to: folder, precision: 'q8' });
  } finally {
    await weights.close();
  }
  await writeFile(join(folder, 'neighbours.bin'), encodeNeighbours(tuned.neighbours));
}

type Served = { base: string; weights: BertWeights; tuned: TunedLayers; labels: string[] };

async function toServedModel(folder: string, { base, weights, tuned, labels }: Served) {
  const { tensors, settings, distil } = tuned;
  const { lowRank } = settings;
  if (lowRank === undefined) {
    const kept = distil === undefined ? undefined : spreadLayers(weights.config.num_hidden_layers, distil);
    return toTunedModel(weights, tensors, kept);
  }
  const sha256 = createHash('sha256')
    .update(await readFile(join(base, 'model.safetensors')))
    .digest('hex');
  const file = join(folder, ADAPTER_FILE);
  await writeAdapter(file, { ...lowRank, base: sha256, labels, tensors });
  // Read back: what serves is what the file holds, in its half precision.
  return mergeLowRank(weights, await readAdapter(file, { config: weights.config, sha256 }));
}
