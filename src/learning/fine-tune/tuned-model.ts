import type { BertWeights } from '../bert-weights.js';
import type { LinearHead } from '../export-tuned.js';
import type { LayerTensor } from './layer-weights.js';
import { keepLayers, replaceLayers } from './replace-layers.js';

/**
 * What fine-tuning made of an encoder: the whole of it with its trained layers in place, and the head.
 * @param kept layers that a student started from and was trained in, all of them; undefined: the encoder has them all
 */
export function toTunedModel(
  base: BertWeights,
  tensors: readonly LayerTensor[],
  kept?: readonly number[],
): { weights: BertWeights; head: LinearHead } {
  const [weight, bias] = tensors.slice(-2);
  if (weight === undefined || bias === undefined) throw new RangeError('a fine-tuned model has a head');
  const weights = kept === undefined ? base : keepLayers(base, kept);
  return {
    weights: replaceLayers(weights, tensors.slice(0, -2)),
    head: { weight: weight.data, bias: bias.data },
  };
}
