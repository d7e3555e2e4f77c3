import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../src/learning/random.js';

const SIZE = { hidden: 16, middle: 32, words: 40, positions: 24, types: 2, layers: 2, heads: 4 };

/**
 * Writes the folder of a BERT that knows nothing: two layers of width 16 with seeded random weights.
 * @param nameOf what the checkpoint calls a tensor
 * @param change settings of config.json to replace, for folders that must be refused
 */
export async function tinyBert(folder: string, nameOf: (name: string) => string, change: object = {}): Promise<string> {
  const { hidden, middle, words, positions, types, layers, heads } = SIZE;
  await mkdir(folder, { recursive: true });
  const config = {
    model_type: 'bert',
    hidden_act: 'gelu',
    hidden_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    intermediate_size: middle,
    max_position_embeddings: positions,
    type_vocab_size: types,
    vocab_size: words,
    layer_norm_eps: 1e-12,
    ...change,
  };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  const tensors: [string, number[]][] = [
    ['embeddings.word_embeddings.weight', [words, hidden]],
    ['embeddings.position_embeddings.weight', [positions, hidden]],
    ['embeddings.token_type_embeddings.weight', [types, hidden]],
    ...norm('embeddings', hidden),
    ...Array.from({ length: layers }, (_, layer) => layerTensors(`encoder.layer.${layer}`, hidden, middle)).flat(),
  ];
  await writeFile(join(folder, 'model.safetensors'), encode(tensors.map(([name, shape]) => [nameOf(name), shape])));
  return folder;
}

function layerTensors(prefix: string, hidden: number, middle: number): [string, number[]][] {
  const dense = (name: string, outputs: number, inputs: number): [string, number[]][] => [
    [`${prefix}.${name}.weight`, [outputs, inputs]],
    [`${prefix}.${name}.bias`, [outputs]],
  ];
  return [
    ...['query', 'key', 'value'].flatMap((part) => dense(`attention.self.${part}`, hidden, hidden)),
    ...dense('attention.output.dense', hidden, hidden),
    ...norm(`${prefix}.attention.output`, hidden),
    ...dense('intermediate.dense', middle, hidden),
    ...dense('output.dense', hidden, middle),
    ...norm(`${prefix}.output`, hidden),
  ];
}

function norm(prefix: string, size: number): [string, number[]][] {
  return [
    [`${prefix}.LayerNorm.weight`, [size]],
    [`${prefix}.LayerNorm.bias`, [size]],
  ];
}

function encode(tensors: [string, number[]][]): Buffer {
  const random = createRandom(11);
  let offset = 0;
  const header: Record<string, object> = {};
  const parts = tensors.map(([name, shape]) => {
    const values = Float32Array.from(
      { length: shape.reduce((product, size) => product * size, 1) },
      () => random() - 0.5,
    );
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
    return Buffer.from(values.buffer);
  });
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...parts]);
}
