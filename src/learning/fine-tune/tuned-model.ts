import { type BertWeights, replaceWeights } from '../bert-weights.js';
import type { LinearHead } from '../export-onnx.js';
import type { TrainedTensor } from './adamw.js';
import { LAYER_PARTS, toCheckpoint } from './layer-weights.js';

/** What fine-tuning made of an encoder: the whole of it under Hugging Face's names, and the head. */
export function toTunedModel(
  weights: BertWeights,
  tensors: readonly TrainedTensor[],
): { weights: BertWeights; head: LinearHead } {
  const layers = tensors.slice(0, -2);
  const trained = layers.length / LAYER_PARTS.length;
  const first = weights.config.num_hidden_layers - trained;
  const replaced = new Map(
    Array.from({ length: trained }, (_, index) => {
      const start = index * LAYER_PARTS.length;
      return [...toCheckpoint(first + index, layers.slice(start, start + LAYER_PARTS.length))];
    }).flat(),
  );
  const [weight, bias] = tensors.slice(-2);
  if (weight === undefined || bias === undefined) throw new RangeError('a fine-tuned model has a head');
  return { weights: replaceWeights(weights, replaced), head: { weight: weight.data, bias: bias.data } };
}
