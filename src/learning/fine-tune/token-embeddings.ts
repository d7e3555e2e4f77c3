import type { BertWeights } from '../bert-weights.js';

/** What a batch of texts looks like to a layer. */
export type EmbeddedBatch = {
  /** [texts, length, hidden] */
  embeddings: Float32Array;
  /** [texts, length]: 1 for a token, 0 for padding. */
  mask: Float32Array;
};

export type EmbedTokens = (texts: readonly { ids: number[] }[], length: number) => EmbeddedBatch;

/**
 * BERT's embeddings (word + position + type, normalised), computed here because they stay as they are: the tables are
 * half of a small BERT's weights, and TensorFlow.js cannot train them on wasm.
 */
export async function loadTokenEmbeddings(weights: BertWeights): Promise<EmbedTokens> {
  const { vocab_size, hidden_size, max_position_embeddings, type_vocab_size, layer_norm_eps } = weights.config;
  const words = await weights.read('embeddings.word_embeddings.weight', [vocab_size, hidden_size]);
  const positions = await weights.read('embeddings.position_embeddings.weight', [max_position_embeddings, hidden_size]);
  const types = await weights.read('embeddings.token_type_embeddings.weight', [type_vocab_size, hidden_size]);
  const gain = await weights.read('embeddings.LayerNorm.weight', [hidden_size]);
  const bias = await weights.read('embeddings.LayerNorm.bias', [hidden_size]);

  return (texts, length) => {
    const embeddings = new Float32Array(texts.length * length * hidden_size);
    const mask = new Float32Array(texts.length * length);
    texts.forEach(({ ids }, row) => {
      ids.forEach((id, position) => {
        const place = row * length + position;
        mask[place] = 1;
        const target = embeddings.subarray(place * hidden_size, (place + 1) * hidden_size);
        addRows(target, [words.subarray(id * hidden_size), positions.subarray(position * hidden_size), types]);
        normalise(target, { gain, bias, epsilon: layer_norm_eps });
      });
    });
    return { embeddings, mask };
  };
}

function addRows(target: Float32Array, rows: Float32Array[]): void {
  for (const row of rows) {
    for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) + (row[index] ?? 0);
  }
}

type Norm = { gain: Float32Array; bias: Float32Array; epsilon: number };

function normalise(vector: Float32Array, { gain, bias, epsilon }: Norm): void {
  const mean = vector.reduce((sum, value) => sum + value, 0) / vector.length;
  const variance = vector.reduce((sum, value) => sum + (value - mean) ** 2, 0) / vector.length;
  const scale = 1 / Math.sqrt(variance + epsilon);
  for (let index = 0; index < vector.length; index++) {
    vector[index] = ((vector[index] ?? 0) - mean) * scale * (gain[index] ?? 0) + (bias[index] ?? 0);
  }
}
