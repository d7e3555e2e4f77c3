import type { BertWeights } from '../bert-weights.js';
import type { TrainedTensor } from './adamw.js';
import { paddedLength } from './batches.js';
import { createBertLayers, MASKED } from './bert-layers.js';
import { createDifferentiable } from './differentiable.js';
import { createDropout, type Dropout } from './dropout.js';
import { readLayer } from './layer-weights.js';
import { crossEntropy, divergence, targetsOf } from './loss.js';
import { trainLowRank } from './low-rank/train-low-rank.js';
import { type LowerLayers, loadLowerLayers } from './lower-layers.js';
import type { FineTuneSettings } from './settings.js';
import type { Backend, Tensor, Tensorflow } from './tensorflow.js';
import type { Reading, TokenRow } from './token-row.js';

/** A BERT with a linear head whose top layers are trained. */
export type Classifier = {
  /** Layer by layer as `LAYER_PARTS` has them, then the head's weight [hidden, classes] and bias. */
  tensors: TrainedTensor[];
  /** Loss of a batch and its gradients, in the order of `values`; both to be disposed by the caller. */
  differentiate(rows: TokenRow[], values: Tensor[]): Promise<{ loss: Tensor; gradients: Tensor[] }>;
  /** What it says of each row, without dropout. */
  read(rows: TokenRow[], values: Tensor[]): Promise<Reading[]>;
  /** Begins another sequence of dropout, so that a resumed epoch drops what it would have dropped. */
  startEpoch(seed: number): void;
  dispose(): void;
};

export type ClassifierOptions = {
  weights: BertWeights;
  /** Weight of each class in the loss, [classes]. */
  classWeights: Float32Array;
  settings: FineTuneSettings;
};

type Batch = {
  /** [rows, length, hidden] */
  embeddings: Tensor;
  /** [rows, length]: 1 for a token, 0 for padding. */
  mask: Tensor;
};

/** Its tensors are the layers' own, or with `lowRank` what is trained beside them; see `trainLowRank`. */
export async function createClassifier(backend: Backend, options: ClassifierOptions): Promise<Classifier> {
  const full = await createFullClassifier(backend, options);
  const { lowRank, seed } = options.settings;
  return lowRank === undefined ? full : trainLowRank(backend.tf, full, { ...lowRank, seed });
}

async function createFullClassifier(backend: Backend, options: ClassifierOptions): Promise<Classifier> {
  const { tf } = backend;
  const { weights, settings, classWeights } = options;
  const { hidden_size: hidden, num_attention_heads: heads, num_hidden_layers, layer_norm_eps } = weights.config;
  const firstTrained = Math.max(0, num_hidden_layers - settings.trainedLayers);
  const layers = createBertLayers(tf, createDifferentiable(backend, layer_norm_eps), { hidden, heads });
  const lower = await loadLowerLayers(backend, { weights, layers, count: firstTrained });
  const dropout = createDropout(tf, settings.dropout, settings.seed);

  /** [rows, hidden]: mean of the last hidden states over the tokens. */
  const pool = ({ embeddings, mask }: Batch, values: Tensor[], drop: Dropout): Tensor => {
    const [rows = 0, length = 0] = mask.shape;
    const additive = tf.reshape(tf.sub(1, mask).mul(MASKED), [rows, 1, 1, length]);
    const first = drop(tf.reshape(embeddings, [rows * length, hidden]));
    const last = layers({ hidden: first, mask: additive, rows, length }, values.slice(0, -2), drop);
    const shares = tf.expandDims(mask.div(tf.sum(mask, 1, true)), 2);
    return tf.sum(tf.reshape(last, [rows, length, hidden]).mul(shares), 1);
  };
  const answer = (batch: Batch, values: Tensor[]) =>
    classify(tf, dropout.apply(pool(batch, values, dropout.apply)), values);
  const lossOf = (batch: Batch, targets: Tensor, values: Tensor[]): Tensor => {
    const one = answer(batch, values);
    if (settings.rDrop === 0) return crossEntropy(tf, one, targets);
    const other = answer(batch, values);
    const surprise = crossEntropy(tf, one, targets)
      .add(crossEntropy(tf, other, targets))
      .mul(0.5);
    return surprise.add(divergence(tf, one, other).mul(settings.rDrop / 4));
  };

  return {
    tensors: await trainedTensors(options, firstTrained),
    differentiate: async (rows, values) => {
      const batch = await load(tf, lower, { rows, hidden });
      const targets = targetsOf(tf, rows, classWeights);
      const result = differentiateLoss(tf, { batch, values, settings }, (embeddings, given) =>
        lossOf({ ...batch, embeddings }, targets, given),
      );
      tf.dispose([batch.embeddings, batch.mask, targets]);
      return result;
    },
    read: async (rows, values) => {
      const batch = await load(tf, lower, { rows, hidden });
      const [vectors, logits] = tf.tidy(() => {
        const pooled = pool(batch, values, (all) => all);
        return [pooled, classify(tf, pooled, values)];
      });
      const readings = await toReadings(vectors, logits);
      tf.dispose([batch.embeddings, batch.mask]);
      return readings;
    },
    startEpoch: dropout.restart,
    dispose: lower.dispose,
  };
}

async function trainedTensors(options: ClassifierOptions, firstTrained: number): Promise<TrainedTensor[]> {
  const { weights, classWeights, settings } = options;
  const { hidden_size: hidden, num_hidden_layers } = weights.config;
  const { encoderRate, headRate } = settings;
  const classes = classWeights.length;
  const tensors: TrainedTensor[] = [];
  for (let layer = firstTrained; layer < num_hidden_layers; layer++) {
    for (const tensor of await readLayer(weights, layer)) tensors.push({ ...tensor, rate: encoderRate });
  }
  const head = (name: string, shape: number[], isDecayed: boolean) => {
    const data = new Float32Array(shape.reduce((size, length) => size * length, 1));
    tensors.push({ name, shape, data, isDecayed, rate: headRate });
  };
  head('head.weight', [hidden, classes], true);
  head('head.bias', [classes], false);
  return tensors;
}

async function load(
  tf: Tensorflow,
  lower: LowerLayers,
  { rows, hidden }: { rows: TokenRow[]; hidden: number },
): Promise<Batch> {
  const length = paddedLength(rows.map(({ ids }) => ids.length));
  const { embeddings, mask } = await lower.run(rows, length);
  return {
    embeddings: tf.tensor(embeddings, [rows.length, length, hidden]),
    mask: tf.tensor(mask, [rows.length, length]),
  };
}

function classify(tf: Tensorflow, vectors: Tensor, values: Tensor[]): Tensor {
  const [weight, bias] = values.slice(-2);
  if (weight === undefined || bias === undefined) throw new RangeError('a classifier needs a head');
  return tf.matMul(vectors, weight).add(bias);
}

type LossOf = (embeddings: Tensor, values: Tensor[]) => Tensor;
type Place = { batch: Batch; values: Tensor[]; settings: FineTuneSettings };

/**
 * Gradients of the loss; with `adversarial`, those of the loss at the embeddings moved against us are added (FGM).
 * Miyato et al., "Adversarial Training Methods for Semi-Supervised Text Classification", ICLR 2017.
 */
function differentiateLoss(tf: Tensorflow, { batch, values, settings }: Place, lossOf: LossOf) {
  const run = tf.valueAndGrads((embeddings: Tensor, ...given: Tensor[]) => tf.reshape(lossOf(embeddings, given), []));
  if (settings.adversarial === 0) {
    const { value: loss, grads: gradients } = tf.valueAndGrads((...given: Tensor[]) =>
      tf.reshape(lossOf(batch.embeddings, given), []),
    )(values);
    return { loss, gradients };
  }
  return tf.tidy(() => {
    const {
      value: loss,
      grads: [towards, ...plain],
    } = run([batch.embeddings, ...values]);
    if (towards === undefined) throw new RangeError('the embeddings have a gradient');
    const norm = tf.sqrt(tf.sum(tf.square(towards), [1, 2], true)).add(1e-12);
    const moved = batch.embeddings.add(towards.div(norm).mul(settings.adversarial));
    const {
      grads: [, ...attacked],
    } = run([moved, ...values]);
    return { loss, gradients: plain.map((gradient, index) => gradient.add(attacked[index] ?? 0)) };
  });
}

async function toReadings(vectors: Tensor | undefined, logits: Tensor | undefined): Promise<Reading[]> {
  if (vectors === undefined || logits === undefined) return [];
  const [rows = 0, hidden = 0] = vectors.shape;
  const classes = logits.shape[1] ?? 0;
  const [vectorData, logitData] = [await vectors.data(), await logits.data()];
  vectors.dispose();
  logits.dispose();
  return Array.from({ length: rows }, (_, row) => ({
    vector: Float32Array.from(vectorData.subarray(row * hidden, (row + 1) * hidden)),
    logits: Float32Array.from(logitData.subarray(row * classes, (row + 1) * classes)),
  }));
}
