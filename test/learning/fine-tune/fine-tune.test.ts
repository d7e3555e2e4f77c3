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
import { type Backend, openTensorflow, type Tensor } from '../../../src/learning/fine-tune/tensorflow.js';
import { steepestSlopes } from './steepest-slopes.js';
import { tinyBert } from './tiny-bert.js';
import { TOY_CLASSES, toyMessages } from './toy-messages.js';

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
    const classWeights = new Float32Array(TOY_CLASSES).fill(1);
    const classifier = await createClassifier(backend, { weights: tinyBert(), classWeights, settings });
    const rows = toyMessages(6, 11);
    const differentiate = (values: Tensor[]) => classifier.differentiate(rows, values);
    for (const { name, given, measured } of await steepestSlopes(backend.tf, classifier.tensors, differentiate)) {
      expect(Math.abs(measured - given), name).toBeLessThan(0.003 + Math.abs(measured) * 0.03);
    }
    classifier.dispose();
  });
});

type Changes = { settings?: Record<string, number>; start?: Checkpoint | undefined };

function run({ settings = {}, start }: Changes, hooks: Partial<FineTuneHooks> = {}): Promise<Tuned> {
  const job: FineTuneJob = {
    weights: tinyBert(),
    classes: TOY_CLASSES,
    rows: toyMessages(96, 1),
    dev: toyMessages(48, 2),
    settings: fineTuneSettingsSchema.parse({ epochs: 3, batchSize: 8, encoderRate: 5e-3, headRate: 2e-2, ...settings }),
    start,
  };
  return fineTune(backend, job, { onStep: () => {}, onEpoch: async () => {}, isStopped: () => false, ...hooks });
}
