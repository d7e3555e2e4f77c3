import type { BertWeights } from '../bert-weights.js';
import { paddedLength } from './batches.js';
import { type BertLayers, MASKED } from './bert-layers.js';
import { readLayer } from './layer-weights.js';
import type { Backend, Tensor } from './tensorflow.js';
import { type EmbeddedBatch, loadTokenEmbeddings } from './token-embeddings.js';

/** The part of the encoder that is not trained: embeddings and the first `count` layers. */
export type LowerLayers = {
  /** What the first trained layer sees of each text, padded to `length`. */
  run(texts: readonly { ids: number[] }[], length: number): Promise<EmbeddedBatch>;
  dispose(): void;
};

type Options = { weights: BertWeights; layers: BertLayers; count: number };

/** Without layers only the embeddings; with some, what they make of a text is computed once and kept. */
export async function loadLowerLayers(backend: Backend, { weights, layers, count }: Options): Promise<LowerLayers> {
  const embed = await loadTokenEmbeddings(weights);
  const { hidden_size: hidden } = weights.config;
  if (count === 0) return { run: async (texts, length) => embed(texts, length), dispose: () => {} };
  const { tf } = backend;
  const tensors: Tensor[] = [];
  for (let layer = 0; layer < count; layer++) {
    for (const { data, shape } of await readLayer(weights, layer)) tensors.push(tf.tensor(data, shape));
  }
  const kept = new WeakMap<number[], Float32Array>();

  const compute = async (texts: readonly { ids: number[] }[]) => {
    const length = paddedLength(texts.map(({ ids }) => ids.length));
    const batch = embed(texts, length);
    const last = tf.tidy(() => {
      const mask = tf.tensor(batch.mask, [texts.length, 1, 1, length]);
      const first = tf.tensor(batch.embeddings, [texts.length * length, hidden]);
      return layers(
        { hidden: first, mask: tf.sub(1, mask).mul(MASKED), rows: texts.length, length },
        tensors,
        (all) => all,
      );
    });
    const states = await last.data();
    last.dispose();
    texts.forEach(({ ids }, row) => {
      const start = row * length * hidden;
      kept.set(ids, Float32Array.from(states.subarray(start, start + ids.length * hidden)));
    });
  };
  return {
    run: async (texts, length) => {
      const missing = texts.filter(({ ids }) => !kept.has(ids));
      if (missing.length > 0) await compute(missing);
      const embeddings = new Float32Array(texts.length * length * hidden);
      const mask = new Float32Array(texts.length * length);
      texts.forEach(({ ids }, row) => {
        embeddings.set(kept.get(ids) ?? [], row * length * hidden);
        mask.fill(1, row * length, row * length + ids.length);
      });
      return { embeddings, mask };
    },
    dispose: () => tf.dispose(tensors),
  };
}
