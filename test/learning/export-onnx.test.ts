import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import {
  AutoModel,
  AutoTokenizer,
  env,
  mean_pooling,
  type PreTrainedTokenizer,
  Tensor,
} from '@huggingface/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { scoreIntents } from '../../src/understanding/head.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';

type Reference = { text: string; ids: number[]; vector: number[] };
type LoadedModel = Awaited<ReturnType<typeof AutoModel.from_pretrained>>;

/** Made by make-reference.py beside it, with other libraries than ours. */
const reference: Reference[] = JSON.parse(readFileSync('test/fixtures/encoder/reference.json', 'utf8'));
const MAX_TOKENS = 128;
const BATCHES = [2, 3, 8, 32];

describe('the exported encoder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'encoder-'));
  let tokenizer: PreTrainedTokenizer;
  let fp32: LoadedModel;
  let q8: LoadedModel;

  beforeAll(async () => {
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
      cpSync(`intents/base/${file}`, join(folder, file));
    await exportOnnx({ from: 'intents/base', to: folder, precision: 'fp32' });
    await exportOnnx({ from: 'intents/base', to: folder, precision: 'q8' });
    env.allowRemoteModels = false;
    env.localModelPath = dirname(folder);
    const options = { device: 'cpu', session_options: { intraOpNumThreads: 1 } } as const;
    tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
    fp32 = await AutoModel.from_pretrained(basename(folder), { ...options, dtype: 'fp32' });
    q8 = await AutoModel.from_pretrained(basename(folder), { ...options, dtype: 'q8' });
  });
  afterAll(async () => {
    await fp32?.dispose();
    await q8?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the graph that ships, byte for byte', () => {
    const shipped = readFileSync('intents/model/onnx/model_quantized.onnx');
    expect(readFileSync(join(folder, 'onnx/model_quantized.onnx')).equals(shipped)).toBe(true);
  });

  it('cuts every text into exactly the reference’s tokens', () => {
    for (const { text, ids } of reference) expect(tokenise(text), text.slice(0, 60)).toEqual(ids);
  });

  it('gives the reference’s vectors in 32 bits, and nearly so in 8', async () => {
    const cosines: number[] = [];
    for (const { text, ids, vector } of reference) {
      const [exact = new Float32Array()] = await encode(fp32, [ids]);
      expect(largestDifference(exact, vector), text.slice(0, 60)).toBeLessThan(1e-4);
      const [small = new Float32Array()] = await encode(q8, [ids]);
      cosines.push(cosine(small, vector));
    }
    expect(Math.min(...cosines)).toBeGreaterThan(0.997);
    expect(cosines.reduce((sum, each) => sum + each, 0) / cosines.length).toBeGreaterThan(0.999);
  });

  it('scores a message the same alone and in any padded batch', async () => {
    const { head } = await readModelFolder('intents/model');
    const messages = readFileSync('test/fixtures/intents/frozen-2026-11-24.csv', 'utf8').split('\n').slice(1, 161);
    const ids = messages.map((text) => tokenise(text));
    const alone: Float32Array[] = [];
    for (const one of ids) alone.push(...(await encode(q8, [one])));
    for (const size of BATCHES) {
      for (let start = 0; start < ids.length; start += size) {
        const vectors = await encode(q8, ids.slice(start, start + size));
        vectors.forEach((vector, index) => {
          const text = messages[start + index] ?? '';
          const [together, apart] = [vector, alone[start + index] ?? vector].map((each) =>
            scoreIntents(head, each, text),
          );
          if (together === undefined || apart === undefined) return;
          expect(best(together), text).toBe(best(apart));
          expect(largestDifference(together, apart), text).toBeLessThanOrEqual(0.03);
        });
      }
    }
  }, 180_000);

  /** Cut as Python's tokenizers cuts: the last token stays the end mark. */
  function tokenise(text: string): number[] {
    const ids = tokenizer.encode(text);
    return ids.length <= MAX_TOKENS ? ids : [...ids.slice(0, MAX_TOKENS - 1), ids.at(-1) ?? 0];
  }
});

/** One run over all rows, padded to the longest. */
async function encode(model: LoadedModel, rows: number[][]): Promise<Float32Array[]> {
  const width = Math.max(...rows.map(({ length }) => length));
  const shape = [rows.length, width];
  const flat = (value: (id: number | undefined) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from(rows.flatMap((row) => Array.from({ length: width }, (_, at) => BigInt(value(row[at]))))),
      shape,
    );
  const mask = flat((id) => (id === undefined ? 0 : 1));
  const inputs = { input_ids: flat((id) => id ?? 0), attention_mask: mask, token_type_ids: flat(() => 0) };
  const { last_hidden_state } = await model(inputs);
  const vectors = Float32Array.from(mean_pooling(last_hidden_state, mask).normalize(2, -1).data);
  const dimensions = vectors.length / rows.length;
  return rows.map((_row, index) => vectors.slice(index * dimensions, (index + 1) * dimensions));
}

function best(probabilities: Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  return Array.from(left).reduce((max, value, index) => Math.max(max, Math.abs(value - (right[index] ?? 0))), 0);
}

function cosine(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}
