import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { BertWeights } from '../../bert-weights.js';
import { createRandom } from '../../random.js';
import { createAdamW, type Optimiser } from '../adamw.js';
import { planEpoch } from '../batches.js';
import type { Checkpoint } from '../checkpoint.js';
import type { LayerTensor } from '../layer-weights.js';
import { rateAt } from '../rate-schedule.js';
import { replaceLayers } from '../replace-layers.js';
import type { Backend } from '../tensorflow.js';
import { createContrastive } from './contrastive.js';
import { createMaskedLanguage } from './masked-language.js';
import type { Objective, SpecialIds, StartUpText } from './objective.js';
import type { StartUpSettings } from './start-up-settings.js';
import { createTrunk, type Trunk } from './trunk.js';

export type StartUpJob = {
  weights: BertWeights;
  texts: StartUpText[];
  special: SpecialIds;
  settings: StartUpSettings;
  /** Where an earlier run of the same job stood. */
  start?: Checkpoint | undefined;
};

export type StartUpHooks = {
  onStep(report: { step: number; steps: number; loss: number; numTensors: number }): void;
  onEpoch?(checkpoint: Checkpoint): Promise<void>;
  /** True: stop after this step and keep what is there. */
  isStopped(): boolean;
};

export type StartedUp = {
  /** The layers trained, in the order of `LAYER_PARTS`. */
  tensors: LayerTensor[];
  /** The encoder with them in place, to be fine-tuned next. */
  weights: BertWeights;
  /** Mean loss of each epoch. */
  losses: number[];
  /** It was asked to stop before its end. */
  isStopped: boolean;
};

/**
 * Lets the encoder's layers get used to a shop's language before they learn its intents: trains on texts without labels,
 * embeddings frozen. The same job and backend give the same weights. Texts without a word are left out.
 */
export async function startUp(backend: Backend, job: StartUpJob, hooks: StartUpHooks): Promise<StartedUp> {
  const { weights, settings, start } = job;
  const texts = withWords(job);
  const trunk = await createTrunk(backend, weights, settings);
  const objective = await createObjective(backend, trunk, { ...job, texts });
  const optimiser = createAdamW(backend, [...trunk.tensors, ...objective.tensors], settings.decay, start?.optimiser);
  const losses: number[] = [...(start?.losses ?? [])];
  while (losses.length < settings.epochs && !hooks.isStopped()) {
    const stage = { trunk, objective, optimiser, epoch: losses.length, hooks };
    losses.push(await trainEpoch(backend, { ...job, texts }, stage));
    const steps = losses.length * Math.ceil(texts.length / settings.batchSize);
    if (!hooks.isStopped()) await keepEpoch(stage, steps, losses);
  }
  const saved = await optimiser.save();
  const tensors = trunk.tensors.map((tensor, index) => ({ ...tensor, data: saved[index]?.value ?? tensor.data }));
  optimiser.dispose();
  objective.dispose();
  trunk.dispose();
  return { tensors, weights: replaceLayers(weights, tensors), losses, isStopped: hooks.isStopped() };
}

type Epoch = { trunk: Trunk; objective: Objective; optimiser: Optimiser; epoch: number; hooks: StartUpHooks };

async function keepEpoch({ optimiser, hooks }: Epoch, steps: number, losses: readonly number[]): Promise<void> {
  const state = { steps, states: await optimiser.save() };
  await hooks.onEpoch?.({
    epoch: losses.length,
    optimiser: state,
    devAccuracy: [],
    best: undefined,
    losses: [...losses],
  });
}

/** @returns mean loss of its steps */
async function trainEpoch(
  backend: Backend,
  { texts, settings }: StartUpJob,
  { trunk, objective, optimiser, epoch, hooks }: Epoch,
): Promise<number> {
  const seed = settings.seed * 7919 + epoch;
  const random = createRandom(seed);
  trunk.startEpoch(seed);
  const batches = planEpoch(
    texts.map(({ ids }) => ids.length),
    settings.batchSize,
    random,
  );
  const steps = settings.epochs * batches.length;
  let sum = 0;
  let done = 0;
  for (const batch of batches) {
    const step = objective.plan(
      batch.flatMap((place) => texts[place] ?? []),
      random,
    );
    const { loss, gradients } = await trunk.differentiate(step, optimiser.values());
    optimiser.step(gradients, rateAt(epoch * batches.length + done, { steps, warmUp: settings.warmUp }));
    const [value = Number.NaN] = await loss.data();
    loss.dispose();
    sum += value;
    done += 1;
    const { numTensors } = backend.tf.memory();
    hooks.onStep({ step: epoch * batches.length + done, steps, loss: value, numTensors });
    await letOthersRun();
    if (hooks.isStopped()) break;
  }
  return sum / done;
}

function createObjective(
  { tf }: Backend,
  { ops }: Trunk,
  { weights, texts, special, settings }: StartUpJob,
): Promise<Objective> | Objective {
  switch (settings.kind) {
    case 'contrastive':
      return createContrastive(tf, { ops, settings });
    case 'masked-language':
      return createMaskedLanguage(tf, { weights, ops, texts, special, settings });
  }
}

function withWords({ texts, special }: StartUpJob): StartUpText[] {
  const isSpecial = new Set(special.all);
  const left = texts.filter(({ ids }) => ids.some((id) => !isSpecial.has(id)));
  if (left.length === 0) throw new RangeError('a start-up stage needs texts');
  return left;
}
