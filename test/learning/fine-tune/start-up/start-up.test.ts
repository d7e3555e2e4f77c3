import { beforeAll, describe, expect, it } from 'vitest';
import type { BertWeights } from '../../../../src/learning/bert-weights.js';
import { createClassifier } from '../../../../src/learning/fine-tune/classifier.js';
import { fineTuneSettingsSchema } from '../../../../src/learning/fine-tune/settings.js';
import { createContrastive } from '../../../../src/learning/fine-tune/start-up/contrastive.js';
import { createMaskedLanguage } from '../../../../src/learning/fine-tune/start-up/masked-language.js';
import { startUp } from '../../../../src/learning/fine-tune/start-up/start-up.js';
import { startUpSettingsSchema } from '../../../../src/learning/fine-tune/start-up/start-up-settings.js';
import { createTrunk } from '../../../../src/learning/fine-tune/start-up/trunk.js';
import { type Backend, openTensorflow } from '../../../../src/learning/fine-tune/tensorflow.js';
import { createRandom } from '../../../../src/learning/random.js';
import { cosine } from '../../../support/encoder-reference.js';
import { steepestSlopes } from '../steepest-slopes.js';
import { tinyBert } from '../tiny-bert.js';

const special = { mask: 3, all: [0, 1, 2, 3] };
/** A machine that trains something else beside takes its time. */
const SLOW = 90_000;
const quiet = { onStep: () => {}, isStopped: () => false };

let backend: Backend;
beforeAll(async () => {
  backend = await openTensorflow({ isPortable: true });
});

const CONTRASTIVE = { kind: 'contrastive', batchSize: 16, epochs: 8, rate: 1e-2 };
const MASKED = { kind: 'masked-language', batchSize: 8, epochs: 10, rate: 1e-2, headRate: 2e-2, dropout: 0 };

describe.each([
  ['contrastive', CONTRASTIVE],
  ['masked-language', MASKED],
])('a %s start', (_kind, settings) => {
  it('lowers its loss, and keeps as many tensors at every step', { timeout: SLOW }, async () => {
    const tensors: number[] = [];
    const { losses } = await run(settings, { onStep: ({ numTensors }) => tensors.push(numTensors) });
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.9);
    expect(new Set(tensors.slice(1)).size).toBe(1);
  });

  it('gives the same weights for the same job, others for another seed', async () => {
    const short = { ...settings, epochs: 1, batchSize: 32 };
    const [one, same, other] = [await run(short), await run(short), await run({ ...short, seed: 2 })];
    expect(same.tensors).toEqual(one.tensors);
    expect(other.tensors).not.toEqual(one.tensors);
  });

  it('changes the layers it is told to, and leaves the rest of the encoder alone', async () => {
    const base = tinyBert();
    const { weights } = await run({ ...settings, epochs: 1, trainedLayers: 1 });
    const read = (from: BertWeights, layer: number) =>
      from.read(`encoder.layer.${layer}.attention.self.key.weight`, [16, 16]);
    expect(await read(weights, 0)).toEqual(await read(base, 0));
    expect(await read(weights, 1)).not.toEqual(await read(base, 1));
  });
});

describe('the gradients of a start', () => {
  it.each(['contrastive', 'masked-language'] as const)('are the slopes of its loss: %s', async (kind) => {
    const weights = tinyBert();
    const trunk = await createTrunk(backend, weights, { trainedLayers: 2, dropout: 0, rate: 1, seed: 1 });
    const texts = messages(6, 11);
    const settings = startUpSettingsSchema.parse({ kind, ...(kind === 'contrastive' ? { temperature: 0.5 } : {}) });
    const objective =
      settings.kind === 'contrastive'
        ? createContrastive(backend.tf, { ops: trunk.ops, settings })
        : await createMaskedLanguage(backend.tf, { weights, ops: trunk.ops, texts, special, settings });
    const step = objective.plan(texts, createRandom(5));
    const tensors = [...trunk.tensors, ...objective.tensors];
    const slopes = await steepestSlopes(backend.tf, tensors, (values) => trunk.differentiate(step, values));
    for (const { name, given, measured } of slopes) {
      expect(Math.abs(measured - given), name).toBeLessThan(0.003 + Math.abs(measured) * 0.03);
    }
    objective.dispose();
    trunk.dispose();
  });
});

describe('a contrastive start', () => {
  it('brings two readings of a text closer to each other than to other texts', { timeout: SLOW }, async () => {
    const { weights } = await run(CONTRASTIVE);
    expect(await margin(weights)).toBeGreaterThan((await margin(tinyBert())) + 0.2);
  });

  it('brings texts of one label together when it is told to look at labels', { timeout: SLOW }, async () => {
    const { weights } = await run({ ...CONTRASTIVE, usesLabels: true });
    expect(await labelMargin(weights)).toBeGreaterThan((await labelMargin(tinyBert())) + 0.2);
  });
});

function run(settings: object, hooks: Partial<Parameters<typeof startUp>[2]> = {}) {
  const job = { weights: tinyBert(), texts: messages(64, 1), special, settings: startUpSettingsSchema.parse(settings) };
  return startUp(backend, job, { ...quiet, ...hooks });
}

/** Texts of a few words with a habit: 10 is always followed by 11, 20 by 21; the label says which of the two is in it. */
function messages(count: number, seed: number): { ids: number[]; label: number }[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, (_, index) => {
    const words = Array.from({ length: 2 + below(4) }, () => 24 + below(16));
    const label = index % 2;
    const pair = label === 0 ? [10, 11] : [20, 21];
    words.splice(below(words.length), 0, ...pair);
    return { ids: [1, ...words, 2], label };
  });
}

/** How much closer a text's two readings under dropout are than readings of different texts, in cosine. */
async function margin(weights: BertWeights): Promise<number> {
  const texts = messages(24, 9);
  const readings = [await vectors(weights, texts, 3), await vectors(weights, texts, 4)];
  const [one = [], other = []] = readings;
  const same = mean(one.map((vector, row) => cosine(vector, other[row] ?? [])));
  const different = mean(one.map((vector, row) => cosine(vector, other[(row + 2) % other.length] ?? [])));
  return same - different;
}

async function labelMargin(weights: BertWeights): Promise<number> {
  const texts = messages(24, 9);
  const read = await vectors(weights, texts, 3, 0);
  const same = mean(read.map((vector, row) => cosine(vector, read[(row + 2) % read.length] ?? [])));
  const different = mean(read.map((vector, row) => cosine(vector, read[(row + 1) % read.length] ?? [])));
  return same - different;
}

/** Sentence vectors; with `dropout` some of each text's embeddings are missing, by seed. */
async function vectors(weights: BertWeights, texts: { ids: number[] }[], seed: number, dropout = 0.1) {
  const random = createRandom(seed);
  const settings = fineTuneSettingsSchema.parse({});
  const noisy: BertWeights = {
    ...weights,
    read: async (name, shape) => {
      const values = await weights.read(name, shape);
      const isWords = name === 'embeddings.word_embeddings.weight';
      return isWords ? values.map((value) => (random() < dropout ? 0 : value / (1 - dropout))) : values;
    },
  };
  const classifier = await createClassifier(backend, { weights: noisy, classWeights: new Float32Array(2), settings });
  const values = classifier.tensors.map(({ data, shape }) => backend.tf.tensor(data, shape));
  const rows = texts.map(({ ids }) => ({ ids, label: 0 }));
  const read = await classifier.read(rows, values);
  backend.tf.dispose(values);
  classifier.dispose();
  return read.map(({ vector }) => vector);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
