import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoModel, Tensor } from '@huggingface/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTuned } from '../../../src/learning/export-tuned.js';
import { distil, everyOtherLayer, type Student } from '../../../src/learning/fine-tune/distil.js';
import { fineTune, type Tuned } from '../../../src/learning/fine-tune/fine-tune.js';
import { keepLayers } from '../../../src/learning/fine-tune/replace-layers.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { type Backend, openTensorflow } from '../../../src/learning/fine-tune/tensorflow.js';
import { loadTokenEmbeddings } from '../../../src/learning/fine-tune/token-embeddings.js';
import type { Reading } from '../../../src/learning/fine-tune/token-row.js';
import { toTunedModel } from '../../../src/learning/fine-tune/tuned-model.js';
import { softmax } from '../../../src/understanding/head.js';
import { localModel } from '../../../src/understanding/local-model.js';
import { tinyBert } from './tiny-bert.js';
import { TOY_CLASSES, toyMessages } from './toy-messages.js';

const TEMPERATURE = 2;
const hooks = { onStep: () => {}, onEpoch: async () => {}, isStopped: () => false };
const folder = mkdtempSync(join(tmpdir(), 'distil-'));

let backend: Backend;
let teacher: Tuned;
/** A machine that trains something else beside takes its time. */
const SLOW = 90_000;
beforeAll(async () => {
  backend = await openTensorflow({ isPortable: true });
  teacher = await fineTune(backend, { ...job(6), weights: tinyBert(), rows: toyMessages(96, 1) }, hooks);
}, SLOW);
afterAll(() => {
  teacher.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('a distilled student', () => {
  it('comes to answer as its teacher does, closer than one that learns from the labels alone', {
    timeout: SLOW,
  }, async () => {
    const judged = toyMessages(60, 7);
    const expected = await teacher.read(judged);
    const start = await teach({ epochs: 1, encoderRate: 0, headRate: 0 });
    const student = await teach({ epochs: 6 });
    const { weights } = student;
    const untaught = await fineTune(backend, { ...job(6), weights, rows: toyMessages(96, 1) }, hooks);
    const [before, after, alone] = [
      distance(expected, await start.tuned.read(judged)),
      distance(expected, await student.tuned.read(judged)),
      distance(expected, await untaught.read(judged)),
    ];
    expect(after).toBeLessThan(before * 0.7);
    expect(after).toBeLessThan(alone * 0.8);
    expect(agree(expected, await student.tuned.read(judged))).toBeGreaterThan(0.9);
    for (const tuned of [start.tuned, student.tuned, untaught]) tuned.dispose();
  });

  it('learns from texts that only the teacher has labelled', { timeout: SLOW }, async () => {
    const weights = toTunedModel(tinyBert(), teacher.tensors).weights;
    const unlabelled = toyMessages(96, 4).map(({ ids }) => ids);
    const { settings, ...rest } = job(10);
    const { tuned } = await distil(
      backend,
      { ...rest, weights, teacher, rows: toyMessages(6, 1), unlabelled, kept: [1], temperature: TEMPERATURE, settings },
      hooks,
    );
    const judged = toyMessages(60, 7);
    expect(agree(await teacher.read(judged), await tuned.read(judged))).toBeGreaterThan(0.8);
    tuned.dispose();
  });

  it('is exported as a graph of its own depth that scores as training did', async () => {
    const { tuned, weights } = await teach({ epochs: 2 });
    const model = toTunedModel(weights, tuned.tensors);
    await exportTuned({ ...model, to: folder, precision: 'fp32' });
    writeFileSync(join(folder, 'config.json'), JSON.stringify(weights.config));
    const session = await AutoModel.from_pretrained(localModel(folder), { dtype: 'fp32', model_file_name: 'tuned' });
    const [row] = toyMessages(1, 8);
    const ids = row?.ids ?? [];
    const hidden = weights.config.hidden_size;
    const { embeddings } = (await loadTokenEmbeddings(weights))([{ ids }], ids.length);
    const vectors = (rows: number) => new Tensor('float32', new Float32Array(rows * hidden).fill(0.25), [rows, hidden]);
    const { tuned_scores: scores } = await session({
      embeddings: new Tensor('float32', embeddings, [1, ids.length, hidden]),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
      base_vector: vectors(1),
      base_neighbours: vectors(12),
      tuned_neighbours: vectors(12),
      neighbour_labels: new Tensor('float32', new Float32Array(12 * TOY_CLASSES), [12, TOY_CLASSES]),
      known_rows: new Tensor('int64', BigInt64Array.of(12n), [1]),
    });
    const [expected] = await tuned.read([{ ids, label: 0 }]);
    const found = [...Float32Array.from(scores.data)];
    found.forEach((score, index) => void expect(score).toBeCloseTo(expected?.logits[index] ?? Number.NaN, 3));
    expect(found).toHaveLength(TOY_CLASSES);
    tuned.dispose();
  });
});

describe('the layers a student starts from', () => {
  it('are the upper ones of every two', () => {
    expect(everyOtherLayer(6)).toEqual([1, 3, 5]);
    expect(everyOtherLayer(12)).toEqual([1, 3, 5, 7, 9, 11]);
    expect(everyOtherLayer(5)).toEqual([0, 2, 4]);
    expect(keepLayers(tinyBert(), everyOtherLayer(2)).config.num_hidden_layers).toBe(1);
  });
});

function job(epochs: number, changes: object = {}) {
  const settings = { epochs, batchSize: 12, encoderRate: 1e-2, headRate: 2e-2, ...changes };
  return { classes: TOY_CLASSES, dev: [], settings: fineTuneSettingsSchema.parse(settings) };
}

function teach({ epochs, ...changes }: { epochs: number; encoderRate?: number; headRate?: number }): Promise<Student> {
  const { settings, ...rest } = job(epochs, changes);
  const weights = toTunedModel(tinyBert(), teacher.tensors).weights;
  const rows = toyMessages(96, 1);
  return distil(
    backend,
    { ...rest, weights, teacher, rows, kept: everyOtherLayer(2), temperature: TEMPERATURE, settings },
    hooks,
  );
}

/** Mean distance of a student's probabilities from its teacher's softened ones, 0..1. */
function distance(teacher: Reading[], student: Reading[]): number {
  const sum = teacher.reduce((total, reading, row) => {
    const goal = softmax(Float64Array.from(reading.logits), TEMPERATURE);
    const found = softmax(Float64Array.from(student[row]?.logits ?? []), 1);
    return total + goal.reduce((all, share, index) => all + Math.abs(share - (found[index] ?? 0)), 0) / 2;
  }, 0);
  return sum / teacher.length;
}

/** Share of messages on which two models decide the same. */
function agree(one: Reading[], other: Reading[]): number {
  const best = ({ logits }: Reading) => logits.indexOf(Math.max(...logits));
  return one.filter((reading, row) => best(reading) === best(other[row] ?? reading)).length / one.length;
}
