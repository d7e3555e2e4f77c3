import type { Differentiable } from './differentiable.js';
import type { Dropout } from './dropout.js';
import { LAYER_PARTS, type LayerPart } from './layer-weights.js';
import type { Tensor, Tensorflow } from './tensorflow.js';

export type LayerShape = { hidden: number; heads: number };

/** What padding adds to an attention score: its share becomes 0 in single and in half precision. */
export const MASKED = -1e4;

export type LayerInput = {
  /** [rows · length, hidden] */
  hidden: Tensor;
  /** [rows, 1, 1, length]: 0 for a token, MASKED for padding. */
  mask: Tensor;
  rows: number;
  length: number;
};

/** Runs BERT layers one after the other: Devlin et al. 2019, normalised after each half. */
export type BertLayers = (input: LayerInput, tensors: Tensor[], dropout: Dropout) => Tensor;

export function createBertLayers(tf: Tensorflow, ops: Differentiable, { hidden, heads }: LayerShape): BertLayers {
  const width = hidden / heads;

  /** [rows · length, 3 · hidden] to [rows · length, hidden] */
  const attend = (joined: Tensor, { mask, rows, length }: LayerInput, dropout: Dropout): Tensor => {
    // [3, rows, heads, length, width]
    const split = tf.transpose(tf.reshape(joined, [rows, length, 3, heads, width]), [2, 0, 3, 1, 4]);
    const [query, key, value] = tf.unstack(split);
    if (query === undefined || key === undefined || value === undefined) return joined;
    const scores = ops.product(query.mul(1 / Math.sqrt(width)), tf.transpose(key, [0, 1, 3, 2])).add(mask);
    const context = ops.product(dropout(tf.softmax(scores)), value);
    return tf.reshape(tf.transpose(context, [0, 2, 1, 3]), [rows * length, hidden]);
  };

  return (input, tensors, dropout) => {
    let current = input.hidden;
    for (let start = 0; start < tensors.length; start += LAYER_PARTS.length) {
      const part = (name: LayerPart): Tensor => {
        const tensor = tensors[start + LAYER_PARTS.indexOf(name)];
        if (tensor === undefined) throw new RangeError(`layer tensor ${name} is missing`);
        return tensor;
      };
      const joined = ops.linear(current, part('qkv.weight'), part('qkv.bias'));
      const context = attend(joined, input, dropout);
      const attended = ops.linear(context, part('attention.weight'), part('attention.bias'));
      const middle = ops.layerNorm(current.add(dropout(attended)), part('attention.gain'), part('attention.shift'));
      const wide = ops.gelu(ops.linear(middle, part('wide.weight'), part('wide.bias')));
      const narrow = ops.linear(wide, part('narrow.weight'), part('narrow.bias'));
      current = ops.layerNorm(middle.add(dropout(narrow)), part('output.gain'), part('output.shift'));
    }
    return current;
  };
}
