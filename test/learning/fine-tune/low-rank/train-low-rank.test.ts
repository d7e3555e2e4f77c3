import { beforeAll, describe, expect, it } from 'vitest';
import { createClassifier } from '../../../../src/learning/fine-tune/classifier.js';
import { fineTune, type Tuned } from '../../../../src/learning/fine-tune/fine-tune.js';
import { mergeLowRank } from '../../../../src/learning/fine-tune/low-rank/merge-low-rank.js';
import { fineTuneSettingsSchema } from '../../../../src/learning/fine-tune/settings.js';
import { type Backend, openTensorflow } from '../../../../src/learning/fine-tune/tensorflow.js';
import { readTuned } from '../read-tuned.js';
import { steepestSlopes } from '../steepest-slopes.js';
import { tinyBert } from '../tiny-bert.js';
import { TOY_CLASSES, toyMessages } from '../toy-messages.js';

/** A machine that trains something else beside takes its time. */
const SLOW = 90_000;
const lowRank = { rank: 4, alpha: 8 };

let backend: Backend;
beforeAll(async () => {
  backend = await openTensorflow({ isPortable: true });
});

describe('training at low rank', () => {
  it.each([
    ['alone', {}],
    ['with a second pass under R-Drop', { rDrop: 1 }],
    ['of the top layer', { trainedLayers: 1 }],
  ])('has the slopes of the loss as gradients, %s', async (_what, changes) => {
    const settings = fineTuneSettingsSchema.parse({ dropout: 0, lowRank, ...changes });
    const classWeights = new Float32Array(TOY_CLASSES).fill(1);
    const classifier = await createClassifier(backend, { weights: tinyBert(), classWeights, settings });
    const rows = toyMessages(6, 11);
    const slopes = await steepestSlopes(backend.tf, classifier.tensors, (values) =>
      classifier.differentiate(rows, values),
    );
    for (const { name, given, measured } of slopes) {
      expect(Math.abs(measured - given), name).toBeLessThan(0.003 + Math.abs(measured) * 0.03);
    }
    classifier.dispose();
  });

  it('starts from the encoder as it is', async () => {
    const { tf } = backend;
    const vectors = [{}, { lowRank }].map(async (changes) => {
      const settings = fineTuneSettingsSchema.parse(changes);
      const classWeights = new Float32Array(TOY_CLASSES).fill(1);
      const classifier = await createClassifier(backend, { weights: tinyBert(), classWeights, settings });
      const values = classifier.tensors.map(({ data, shape }) => tf.tensor(data, shape));
      const readings = await classifier.read(toyMessages(4, 3), values);
      tf.dispose(values);
      classifier.dispose();
      return readings.map(({ vector }) => vector);
    });
    const [full, low] = await Promise.all(vectors);
    expect(low).toEqual(full);
  });

  it('learns, the same by the same seed, and leaves no tensor behind', { timeout: SLOW }, async () => {
    const before = backend.tf.memory().numTensors;
    const [one, same] = [await run(), await run()];
    expect(Math.max(...one.devAccuracy)).toBeGreaterThan(0.9);
    expect(same.tensors).toEqual(one.tensors);
    one.dispose();
    same.dispose();
    expect(backend.tf.memory().numTensors).toBe(before);
  });

  it('answers the same once its matrices are merged into the encoder', { timeout: SLOW }, async () => {
    const tuned = await run();
    const adapter = { ...lowRank, base: 'a'.repeat(64), labels: ['one', 'two', 'three'], tensors: tuned.tensors };
    const merged = await mergeLowRank(tinyBert(), adapter);
    const rows = toyMessages(16, 5);
    const [expected, found] = [await tuned.read(rows), await readTuned(backend, merged, rows)];
    found.forEach(({ logits, vector }, row) => {
      logits.forEach((value, index) => void expect(value).toBeCloseTo(expected[row]?.logits[index] ?? Number.NaN, 3));
      vector.forEach((value, index) => void expect(value).toBeCloseTo(expected[row]?.vector[index] ?? Number.NaN, 4));
    });
    tuned.dispose();
  });
});

function run(): Promise<Tuned> {
  const settings = fineTuneSettingsSchema.parse({
    epochs: 6,
    batchSize: 12,
    encoderRate: 2e-2,
    headRate: 2e-2,
    lowRank,
  });
  const job = {
    weights: tinyBert(),
    classes: TOY_CLASSES,
    rows: toyMessages(96, 1),
    dev: toyMessages(48, 2),
    settings,
  };
  return fineTune(backend, job, { onStep: () => {}, onEpoch: async () => {}, isStopped: () => false });
}
