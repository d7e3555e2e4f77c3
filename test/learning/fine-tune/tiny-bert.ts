import type { BertWeights } from '../../../src/learning/bert-weights.js';
import { createRandom } from '../../../src/learning/random.js';

const config = {
  model_type: 'bert',
  hidden_act: 'gelu',
  position_embedding_type: 'absolute',
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 32,
  max_position_embeddings: 16,
  type_vocab_size: 2,
  vocab_size: 40,
  layer_norm_eps: 1e-12,
} as const;
/** Weights made of their names, as a checkpoint of that shape would hold them. */
export function tinyBert(): BertWeights {
  const read = async (name: string, shape: number[]) => {
    const random = createRandom([...name].reduce((seed, letter) => Math.imul(seed, 31) + letter.charCodeAt(0), 7));
    const size = shape.reduce((product, length) => product * length, 1);
    if (name.endsWith('LayerNorm.weight')) return new Float32Array(size).fill(1);
    return Float32Array.from({ length: size }, () => (random() - 0.5) * 0.5);
  };
  return { config, read, close: async () => {} };
}
