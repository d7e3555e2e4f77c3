import { type BertWeights, replaceWeights } from '../bert-weights.js';
import { LAYER_PARTS, type LayerTensor, toCheckpoint } from './layer-weights.js';

/**
 * The same encoder with other top layers.
 * @param tensors layer by layer as `LAYER_PARTS` has them; as many whole layers as there are, the last one on top
 */
export function replaceLayers(weights: BertWeights, tensors: readonly LayerTensor[]): BertWeights {
  const count = tensors.length / LAYER_PARTS.length;
  const first = weights.config.num_hidden_layers - count;
  const replaced = Array.from({ length: count }, (_, index) => {
    const start = index * LAYER_PARTS.length;
    return [...toCheckpoint(first + index, tensors.slice(start, start + LAYER_PARTS.length))];
  });
  return replaceWeights(weights, new Map(replaced.flat()));
}

/**
 * A smaller encoder of some of the layers, in the order given; the embeddings stay.
 * @param kept numbers of the layers from 0
 */
export function keepLayers(weights: BertWeights, kept: readonly number[]): BertWeights {
  const { num_hidden_layers } = weights.config;
  const isOutside = (layer: number) => !Number.isInteger(layer) || layer < 0 || layer >= num_hidden_layers;
  if (kept.length === 0 || kept.some(isOutside)) {
    throw new RangeError(`expected layers of 0 to ${num_hidden_layers - 1}, got [${kept}]`);
  }
  return {
    config: { ...weights.config, num_hidden_layers: kept.length },
    read: (name, shape) =>
      weights.read(
        name.replace(/^encoder\.layer\.(\d+)\./, (_, layer) => `encoder.layer.${kept[Number(layer)]}.`),
        shape,
      ),
    close: () => weights.close(),
  };
}
