import { beforeAll, describe, expect, it } from 'vitest';
import { createClassifier } from '../../../src/learning/fine-tune/classifier.js';
import {
  type Checkpoint,
  type FineTuneHooks,
  type FineTuneJob,
  fineTune,
  type StepReport,
  type Tuned,
} from '../../../src/learning/fine-tune/fine-tune.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { type Backend, openTensorflow } from '../../../src/learning/fine-tune/tensorflow.js';
import type { TokenRow } from '../../../src/learning/fine-tune/token-row.js';
import { createRandom } from '../../../src/learning/random.js';
import { tinyBert } from './tiny-bert.js';

const VOCABULARY = 40;
const CLASSES = 3;

let backend: Backend;
beforeAll(async () => {
  backend = await openTensorflow({ isPortable: true });
});

describe('fine-tuning a small BERT on the portable backend', () => {
  it('learns which of its words decides, and keeps as many tensors at every step', async () => {
    const steps: StepReport[] = [];
    const tuned = await run({ settings: { epochs: 8 } }, { onStep: (report) => steps.push(report) });
    expect(steps.at(-1)?.loss).toBeLessThan((steps[0]?.loss ?? 0) / 3);
    expect(Math.max(...tuned.devAccuracy)).toBeGreaterThan(0.9);
    expect(new Set(steps.slice(1).map(({ numTensors }) => numTensors)).size).toBe(1);
    tuned.dispose();
  });

  it('gives the same weights for the same job, others for another seed', async () => {
    const [one, same, other] = [await run({}), await run({}), await run({ settings: { seed: 2 } })];
    expect(same.tensors).toEqual(one.tensors);
    expect(other.tensors).not.toEqual(one.tensors);
  });

  it('goes on after a stop as if there had been none', async () => {
    const saved: Checkpoint[] = [];
    const whole = await run({}, { onEpoch: async (checkpoint) => void saved.push(checkpoint) });
    const start = saved[0];
    expect(start?.epoch).toBe(1);
    const resumed = await run({ start });
    expect(resumed.tensors).toEqual(whole.tensors);
    expect(resumed.devAccuracy).toEqual(whole.devAccuracy);
  });
});

describe('the gradients', () => {
  it.each([
    ['of all layers', {}],
    ['with a second pass under R-Drop', { rDrop: 1 }],
    ['of the top layer alone', { trainedLayers: 1 }],
  ])('%s are the slopes of the loss', async (_what, changes) => {
    const settings = fineTuneSettingsSchema.parse({ dropout: 0, ...changes });
    const classWeights = new Float32Array(CLASSES).fill(1);
    const classifier = await createClassifier(backend, { weights: tinyBert(), classWeights, settings });
    const rows = messages(6, 11);
    const lossAt = async (data: Float32Array[]) => {
      const values = classifier.tensors.map(({ shape }, index) => backend.tf.tensor(data[index] ?? [], shape));
      const { loss, gradients } = await classifier.differentiate(rows, values);
      const slopes = await Promise.all(gradients.map((gradient) => gradient.data()));
      return { loss: (await loss.data())[0] ?? Number.NaN, slopes };
    };
    const random = createRandom(3);
    const data = classifier.tensors.map((tensor) => tensor.data.map((value) => value + (random() - 0.5) * 0.4));
    const { slopes } = await lossAt(data);
    for (const [index, tensor] of classifier.tensors.entries()) {
      // The steepest place of each tensor: a slope of almost 0 drowns in single precision.
      const slope = Float32Array.from(slopes[index] ?? []);
      const place = slope.reduce((best, value, at) => (Math.abs(value) > Math.abs(slope[best] ?? 0) ? at : best), 0);
      const moved = async (by: number) => {
        const copy = data.map((values) => Float32Array.from(values));
        const values = copy[index];
        if (values !== undefined) values[place] = (values[place] ?? 0) + by;
        return (await lossAt(copy)).loss;
      };
      const measured = ((await moved(STEP)) - (await moved(-STEP))) / (2 * STEP);
      expect(Math.abs(measured - (slope[place] ?? 0)), tensor.name).toBeLessThan(0.003 + Math.abs(measured) * 0.03);
    }
    classifier.dispose();
  });
});

const STEP = 0.01;

type Changes = { settings?: Record<string, number>; start?: Checkpoint | undefined };

function run({ settings = {}, start }: Changes, hooks: Partial<FineTuneHooks> = {}): Promise<Tuned> {
  const job: FineTuneJob = {
    weights: tinyBert(),
    classes: CLASSES,
    rows: messages(96, 1),
    dev: messages(48, 2),
    settings: fineTuneSettingsSchema.parse({ epochs: 3, batchSize: 8, encoderRate: 5e-3, headRate: 2e-2, ...settings }),
    start,
  };
  return fineTune(backend, job, { onStep: () => {}, onEpoch: async () => {}, isStopped: () => false, ...hooks });
}

/** Messages of three to eight random words, one of which, 1 to 3, says what is meant. */
function messages(count: number, seed: number): TokenRow[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, (_, index) => {
    const ids = Array.from({ length: 3 + below(6) }, () => 4 + below(VOCABULARY - 4));
    const label = index % CLASSES;
    ids[below(ids.length)] = label + 1;
    return { ids, label };
  });
}
