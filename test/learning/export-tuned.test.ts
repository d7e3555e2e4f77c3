import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoModel, Tensor } from '@huggingface/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBertWeights } from '../../src/learning/bert-weights.js';
import { exportOnnx } from '../../src/learning/export-onnx.js';
import { exportTuned } from '../../src/learning/export-tuned.js';
import { createNeighbourhood } from '../../src/learning/measure-neighbours.js';
import { createRandom } from '../../src/learning/random.js';
import { localModel } from '../../src/understanding/local-model.js';
import { neighbourTensors } from '../../src/understanding/neighbour-tensors.js';
import { packNeighbours, unpackRows } from '../../src/understanding/neighbours.js';
import { tokenise } from '../../src/understanding/tokenise.js';
import { loadTokenizer } from '../support/padded-batch.js';

const TEXTS = ['where is my parcel', 'I want my money back, please', 'ok'];
const CLASSES = 5;
const HIDDEN = 384;
const random = createRandom(3);
const floats = (count: number) => Float32Array.from({ length: count }, () => random() - 0.5);
const head = { weight: floats(HIDDEN * CLASSES), bias: floats(CLASSES) };
/** The last label has none. */
const rows = Array.from({ length: 14 }, (_, at) => ({
  text: `phrase ${at}`,
  label: at % (CLASSES - 1),
  isKnown: at < 12,
  base: unit(floats(HIDDEN)),
  tuned: unit(floats(HIDDEN)),
}));
const neighbours = packNeighbours(rows, { dimensions: HIDDEN, classes: CLASSES });

describe('the fine-tuned layers as a graph over the base graph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tuned-'));
  const outputs = new Map<string, Awaited<ReturnType<typeof runBoth>>>();

  beforeAll(async () => {
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
      cpSync(`intents/base/${file}`, join(folder, file));
    // Untouched weights, so that both graphs have to agree.
    const weights = await openBertWeights('intents/base');
    for (const precision of ['fp32', 'q8'] as const) {
      await exportOnnx({ from: 'intents/base', to: folder, precision });
      await exportTuned({ weights, head, to: folder, precision });
      outputs.set(precision, await runBoth(folder, precision));
    }
    await weights.close();
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('goes on from the base graph’s embeddings to the very vectors of an encoder that holds both', () => {
    for (const { base, tuned } of outputs.get('fp32') ?? []) expect(distance(base, tuned)).toBeLessThan(1e-5);
    for (const { base, tuned } of outputs.get('q8') ?? []) expect(distance(base, tuned)).toBeLessThan(1e-5);
  });

  it('scores intents by its head over the mean of the last hidden states', () => {
    for (const { mean, scores } of outputs.get('fp32') ?? []) {
      const expected = Array.from(head.bias, (bias, label) =>
        mean.reduce((sum, value, at) => sum + value * (head.weight[at * CLASSES + label] ?? 0), bias),
      );
      expect(distance(scores, Float32Array.from(expected))).toBeLessThan(1e-4);
    }
  });

  it('counts votes and measures how near the ten nearest known rows are as plain arithmetic does', () => {
    const [base, tuned] = [unpackRows(neighbours.base), unpackRows(neighbours.tuned)];
    const around = createNeighbourhood(
      rows.map(({ label, isKnown }, row) => ({ label, isKnown, base: rowOf(base, row), tuned: rowOf(tuned, row) })),
      CLASSES,
    );
    for (const { base, tuned, votes, nearness } of outputs.get('fp32') ?? []) {
      const expected = around({ base, tuned });
      // Rounding to 8 bits leaves rows of nearly, not wholly, unit length.
      expect(distance(nearness, Float32Array.of(expected.nearness.base, expected.nearness.tuned))).toBeLessThan(1e-3);
      expect(distance(votes, expected.votes)).toBeLessThan(0.03);
    }
  });

  it('gives a message that is a row of a label nearly one vote for it, and a label without rows next to none', () => {
    const [row] = rows;
    const around = createNeighbourhood(rows, CLASSES);
    const { votes } = around({ base: row?.base ?? floats(HIDDEN), tuned: row?.tuned ?? floats(HIDDEN) });
    expect(votes[row?.label ?? -1]).toBeCloseTo(0, 5);
    expect(votes[CLASSES - 1]).toBeCloseTo(-30, 5);
  });
});

async function runBoth(folder: string, dtype: 'fp32' | 'q8') {
  const name = localModel(folder);
  const [tokenizer, base, tuned] = [
    await loadTokenizer(folder),
    await AutoModel.from_pretrained(name, { dtype, device: 'cpu' }),
    await AutoModel.from_pretrained(name, { dtype, device: 'cpu', model_file_name: 'tuned' }),
  ];
  const results = [];
  for (const text of TEXTS) {
    const ids = tokenise(tokenizer, text);
    const shape = [1, ids.length];
    const attention_mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape);
    const { last_hidden_state, embeddings } = await base({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask,
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const mean = meanRow(Float32Array.from(last_hidden_state.data), ids.length);
    const vector = unit(mean);
    const { tuned_vector, tuned_scores, votes, nearness } = await tuned({
      embeddings,
      attention_mask,
      base_vector: new Tensor('float32', vector, [1, HIDDEN]),
      ...neighbourTensors(neighbours),
    });
    results.push({
      mean,
      base: vector,
      tuned: Float32Array.from(tuned_vector.data),
      scores: Float32Array.from(tuned_scores.data),
      votes: Float32Array.from(votes.data),
      nearness: Float32Array.from(nearness.data),
    });
  }
  return results;
}

function meanRow(states: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length: HIDDEN }, (_, at) => {
    let sum = 0;
    for (let token = 0; token < length; token++) sum += states[token * HIDDEN + at] ?? 0;
    return sum / length;
  });
}

function rowOf(values: Float32Array, row: number): Float32Array {
  return values.subarray(row * HIDDEN, (row + 1) * HIDDEN);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function distance(one: Float32Array, other: Float32Array): number {
  return one.reduce((max, value, at) => Math.max(max, Math.abs(value - (other[at] ?? Number.NaN))), 0);
}
