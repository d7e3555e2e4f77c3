import type { TrainedTensor } from '../adamw.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import type { Reading, TokenRow } from '../token-row.js';
import { type LowRankSettings, type LowRankShapes, lowRankShapes, startLowRank } from './low-rank-parts.js';

/** What low rank needs of a classifier: layers first, then a head of two tensors. */
type Trainable = {
  tensors: TrainedTensor[];
  differentiate(rows: TokenRow[], values: Tensor[]): Promise<{ loss: Tensor; gradients: Tensor[] }>;
  read(rows: TokenRow[], values: Tensor[]): Promise<Reading[]>;
  dispose(): void;
};

/** One tensor of the layers: where its adapter's two are among what is trained, if it has one. */
type Place = { base: Tensor; shapes: LowRankShapes | undefined; at: number };

const HEAD = 2;

/**
 * The same classifier with frozen layers and, beside each of their large matrices, two small ones that are trained in
 * its stead; the head is trained in full. Hu et al., "LoRA", ICLR 2022. The gradients are those of the merged matrices
 * carried on to the small ones, so that whatever the classifier's loss does, it does the same here.
 */
export function trainLowRank<Full extends Trainable>(
  tf: Tensorflow,
  full: Full,
  { rank, alpha, seed }: LowRankSettings & { seed: number },
): Full {
  const scale = alpha / rank;
  const tensors: TrainedTensor[] = [];
  const places = full.tensors.slice(0, -HEAD).map((tensor): Place => {
    const shapes = lowRankShapes(tensor.name, tensor.shape, rank);
    const at = tensors.length;
    if (shapes !== undefined) tensors.push(...startLowRank(tensor, shapes, seed));
    return { base: tf.tensor(tensor.data, tensor.shape), shapes, at };
  });
  tensors.push(...full.tensors.slice(-HEAD));

  /** What the layers are with these adapters; only what is made here is for the caller to dispose. */
  const merge = (values: Tensor[]): { merged: Tensor[]; made: Tensor[] } => {
    const made: Tensor[] = [];
    const layers = places.map(({ base, shapes, at }) => {
      const [down, up] = [values[at], values[at + 1]];
      if (shapes === undefined || down === undefined || up === undefined) return base;
      const sum = tf.tidy(() => base.add(joinParts(tf, tf.matMul(down, up)).mul(scale)));
      made.push(sum);
      return sum;
    });
    return { merged: [...layers, ...values.slice(-HEAD)], made };
  };

  return {
    ...full,
    tensors,
    differentiate: async (rows, values) => {
      const { merged, made } = merge(values);
      const { loss, gradients } = await full.differentiate(rows, merged);
      tf.dispose(made);
      const own = tf.tidy(() =>
        places.flatMap(({ shapes, at }, index) => {
          const [down, up, gradient] = [values[at], values[at + 1], gradients[index]];
          if (shapes === undefined || down === undefined || up === undefined || gradient === undefined) return [];
          const parts = splitParts(tf, gradient, shapes.parts).mul(scale);
          return [tf.matMul(parts, up, false, true), tf.matMul(down, parts, true, false)];
        }),
      );
      tf.dispose(gradients.slice(0, -HEAD));
      return { loss, gradients: [...own, ...gradients.slice(-HEAD)] };
    },
    read: async (rows, values) => {
      const { merged, made } = merge(values);
      const readings = await full.read(rows, merged);
      tf.dispose(made);
      return readings;
    },
    dispose: () => {
      tf.dispose(places.map(({ base }) => base));
      full.dispose();
    },
  };
}

/** [parts, inputs, outputs of one] to [inputs, outputs] */
function joinParts(tf: Tensorflow, parts: Tensor): Tensor {
  const [count = 1, inputs = 0, outputs = 0] = parts.shape;
  return tf.reshape(tf.transpose(parts, [1, 0, 2]), [inputs, count * outputs]);
}

/** [inputs, outputs] to [parts, inputs, outputs of one] */
function splitParts(tf: Tensorflow, joined: Tensor, parts: number): Tensor {
  const [inputs = 0, outputs = 0] = joined.shape;
  return tf.transpose(tf.reshape(joined, [inputs, parts, outputs / parts]), [1, 0, 2]);
}
