import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AutoModel, mean_pooling, Tensor } from '@huggingface/transformers';
import onnxProto from 'onnx-proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { tokenise } from '../../src/understanding/tokenise.js';
import { cosine, readEncoderReference } from '../support/encoder-reference.js';
import { loadTokenizer } from '../support/padded-batch.js';

const FLOAT16 = onnxProto.onnx.TensorProto.DataType.FLOAT16;
const texts = readEncoderReference().slice(0, 48);

describe('the half-precision graph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'half-'));
  let file: string;
  let encode: (ids: number[][]) => Promise<Float32Array[]>;

  beforeAll(async () => {
    for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
      cpSync(`intents/base/${name}`, join(folder, name));
    file = await exportOnnx({ from: 'intents/base', to: folder, precision: 'fp16' });
    await loadTokenizer(folder);
    const model = await AutoModel.from_pretrained(basename(folder), { dtype: 'fp16', device: 'cpu' });
    encode = async (rows) => {
      const width = Math.max(...rows.map(({ length }) => length));
      const tensor = (at: (ids: number[], place: number) => number) =>
        new Tensor(
          'int64',
          BigInt64Array.from(
            rows.flatMap((ids) => Array.from({ length: width }, (_, place) => BigInt(at(ids, place)))),
          ),
          [rows.length, width],
        );
      const mask = tensor((ids, place) => (place < ids.length ? 1 : 0));
      const { last_hidden_state } = await model({
        input_ids: tensor((ids, place) => ids[place] ?? 0),
        attention_mask: mask,
        token_type_ids: tensor(() => 0),
      });
      expect(last_hidden_state.type).toBe('float32');
      const unit = mean_pooling(last_hidden_state, mask).normalize(2, -1);
      return rows.map((_, row) => Float32Array.from(unit.data.slice(row * 384, (row + 1) * 384)));
    };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lies where a `dtype` of fp16 looks for it, in half the size', () => {
    expect(file).toBe(join(folder, 'onnx/model_fp16.onnx'));
    const weights = statSync('intents/base/model.safetensors').size;
    expect(statSync(file).size).toBeLessThan(1.05 * weights);
  });

  it('gives the reference’s vectors', async () => {
    const tokenizer = await loadTokenizer(folder);
    for (const { text, vector } of texts) {
      const [half = new Float32Array()] = await encode([tokenise(tokenizer, text)]);
      expect(cosine(half, vector), text.slice(0, 60)).toBeGreaterThan(0.9999);
    }
  });

  it('sees no padding', async () => {
    const short = texts.filter(({ ids }) => ids.length < 12).slice(0, 4);
    const long = readEncoderReference().find(({ ids }) => ids.length > 60);
    const together = await encode([...short, ...(long ? [long] : [])].map(({ ids }) => ids));
    expect(long).toBeDefined();
    short.forEach(({ vector }, row) => {
      expect(cosine(together[row] ?? [], vector)).toBeGreaterThan(0.9999);
    });
  });

  it('computes norms and attention in 32 bits and every product of the layers in 16', () => {
    const graph = onnxProto.onnx.ModelProto.decode(readFileSync(file)).graph;
    const halves = new Set(graph?.initializer?.filter(({ dataType }) => dataType === FLOAT16).map(({ name }) => name));
    const nodes = graph?.node ?? [];
    for (const { opType, input, name } of nodes) {
      const takesHalf = (input ?? []).some((value) => halves.has(value));
      if (opType === 'MatMul') expect(takesHalf, name ?? '').toBe(true);
      if (/LayerNorm|Attention|Softmax/.test(opType ?? '')) expect(takesHalf, name ?? '').toBe(false);
    }
    expect(nodes.filter(({ opType }) => opType === 'MatMul')).toHaveLength(6 * 4);
  });
});
