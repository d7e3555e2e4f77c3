import type { BertWeights } from '../../bert-weights.js';
import type { TrainedTensor } from '../adamw.js';
import { paddedLength } from '../batches.js';
import { createBertLayers, MASKED } from '../bert-layers.js';
import { createDifferentiable, type Differentiable } from '../differentiable.js';
import { createDropout } from '../dropout.js';
import { readLayer } from '../layer-weights.js';
import { loadLowerLayers } from '../lower-layers.js';
import type { Backend, Tensor, Tensorflow } from '../tensorflow.js';
import type { States, Step } from './objective.js';

/** The encoder without a head, as a start-up stage trains it. */
export type Trunk = {
  /** Layer by layer as `LAYER_PARTS` has them. */
  tensors: TrainedTensor[];
  ops: Differentiable;
  /**
   * Loss of a step and its gradients, in the order of `values`; both to be disposed by the caller.
   * @param values of `tensors`, then of the objective's own
   */
  differentiate(step: Step, values: Tensor[]): Promise<{ loss: Tensor; gradients: Tensor[] }>;
  startEpoch(seed: number): void;
  dispose(): void;
};

type Options = { trainedLayers: number; dropout: number; rate: number; seed: number };

export async function createTrunk(backend: Backend, weights: BertWeights, options: Options): Promise<Trunk> {
  const { tf } = backend;
  const { hidden_size: hidden, num_attention_heads: heads, num_hidden_layers, layer_norm_eps } = weights.config;
  const first = Math.max(0, num_hidden_layers - options.trainedLayers);
  const ops = createDifferentiable(backend, layer_norm_eps);
  const layers = createBertLayers(tf, ops, { hidden, heads });
  const lower = await loadLowerLayers(backend, { weights, layers, count: first });
  const dropout = createDropout(tf, options.dropout, options.seed);
  const tensors: TrainedTensor[] = [];
  for (let layer = first; layer < num_hidden_layers; layer++) {
    for (const tensor of await readLayer(weights, layer)) tensors.push({ ...tensor, rate: options.rate });
  }

  const read = (embeddings: Tensor, mask: Tensor, values: Tensor[]): States => {
    const [rows = 0, length = 0] = mask.shape;
    const input = { mask: tf.reshape(tf.sub(1, mask).mul(MASKED), [rows, 1, 1, length]), rows, length };
    const last = layers({ ...input, hidden: dropout.apply(embeddings) }, values, dropout.apply);
    return { last, pooled: pool(tf, last, mask), length };
  };
  return {
    tensors,
    ops,
    differentiate: async (step, values) => {
      const length = paddedLength(step.texts.map(({ ids }) => ids.length));
      const batch = await lower.run(step.texts, length);
      const embeddings = tf.tensor(batch.embeddings, [step.texts.length * length, hidden]);
      const mask = tf.tensor(batch.mask, [step.texts.length, length]);
      const { value: loss, grads: gradients } = tf.valueAndGrads((...given: Tensor[]) => {
        const states = read(embeddings, mask, given.slice(0, tensors.length));
        return tf.reshape(step.lossOf(states, given.slice(tensors.length)), []);
      })(values);
      tf.dispose([embeddings, mask]);
      return { loss, gradients };
    },
    startEpoch: dropout.restart,
    dispose: lower.dispose,
  };
}

/** [rows · length, hidden] to [rows, hidden]: mean over each text's tokens. */
function pool(tf: Tensorflow, last: Tensor, mask: Tensor): Tensor {
  const [rows = 0, length = 0] = mask.shape;
  const shares = tf.expandDims(mask.div(tf.sum(mask, 1, true)), 2);
  return tf.sum(tf.reshape(last, [rows, length, last.shape[1] ?? 0]).mul(shares), 1);
}
