import type { BertWeights } from '../bert-weights.js';
import type { LinearHead } from '../export-tuned.js';
import type { LayerTensor } from './layer-weights.js';
import { replaceLayers } from './replace-layers.js';

/** What fine-tuning made of an encoder: the whole of it with its trained layers in place, and the head. */
export function toTunedModel(
  weights: BertWeights,
  tensors: readonly LayerTensor[],
): { weights: BertWeights; head: LinearHead } {
  const [weight, bias] = tensors.slice(-2);
  if (weight === undefined || bias === undefined) throw new RangeError('a fine-tuned model has a head');
  return {
    weights: replaceLayers(weights, tensors.slice(0, -2)),
    head: { weight: weight.data, bias: bias.data },
  };
}
