import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { BertWeights } from '../bert-weights.js';
import { createRandom } from '../random.js';
import { createAdamW, type Optimiser, type TrainedTensor } from './adamw.js';
import { planEpoch, planReading } from './batches.js';
import type { BestEpoch, Checkpoint } from './checkpoint.js';
import { type Classifier, createClassifier } from './classifier.js';
import { weighClasses } from './loss.js';
import type { Exchange } from './parallel/exchange.js';
import { createTeam, type Team } from './parallel/team.js';
import { prototypeHead } from './prototype-head.js';
import { rateAt } from './rate-schedule.js';
import type { FineTuneSettings } from './settings.js';
import type { Backend, Tensor, Tensorflow } from './tensorflow.js';
import type { Reading, TokenRow } from './token-row.js';

export type { Checkpoint } from './checkpoint.js';

export type FineTuneJob = {
  weights: BertWeights;
  classes: number;
  rows: TokenRow[];
  /** Rows to stop by; none for a run of fixed length. */
  dev: TokenRow[];
  settings: FineTuneSettings;
  /** Where an earlier run of the same job stood; of several workers, the leader's counts. */
  start?: Checkpoint | undefined;
};

export type StepReport = {
  step: number;
  steps: number;
  loss: number;
  /** After the last epoch that was judged, 0..1. */
  devAccuracy: number | undefined;
  numTensors: number;
};

export type FineTuneHooks = {
  /** Of several workers, called on the leader alone, as is `onEpoch`. */
  onStep(report: StepReport): void;
  onEpoch(checkpoint: Checkpoint): Promise<void>;
  /** True: stop after this step, all workers together; the last epoch's checkpoint stands. */
  isStopped(): boolean;
  /** With the other workers that were given the same job; to be closed by the caller, also after a failure. */
  exchange?: Exchange | undefined;
};

export type Tuned = {
  tensors: TrainedTensor[];
  devAccuracy: number[];
  /** Epochs behind these weights. */
  epochs: number;
  /** It was asked to stop before its end, on whichever worker. */
  isStopped: boolean;
  /** Sentence vectors and logits of any rows under these weights. */
  read(rows: TokenRow[]): Promise<Reading[]>;
  dispose(): void;
};

const READ_TOGETHER = 64;
/** Messages of each class that shape the head's start. */
const PROTOTYPE_ROWS = 40;

/**
 * Trains the layers and a linear head of a BERT on labelled messages: cross-entropy on the mean of the last hidden
 * states, the best epoch on the dev rows kept. The same job, settings and backend give the same weights. With an
 * exchange each worker differentiates its share of every batch, and all step by the mean: the same weights everywhere.
 */
export async function fineTune(backend: Backend, job: FineTuneJob, hooks: FineTuneHooks): Promise<Tuned> {
  const { weights, classes, rows, settings } = job;
  const classWeights = weighClasses(
    rows.map(({ label }) => label),
    classes,
  );
  const classifier = await createClassifier(backend, { weights, classWeights, settings });
  const team = await createTeam(backend.tf, { classifier, job, hooks });
  const start = await team.shareStart(job.start);
  if (start === undefined) await team.shareHead(() => startHead(backend.tf, classifier, job));
  const optimiser = createAdamW(backend, classifier.tensors, settings.decay, start?.optimiser);
  const { epoch: epochs = 0, devAccuracy = [], best } = start ?? {};
  const run: Run = { epochs, devAccuracy: [...devAccuracy], best, isStopped: false };
  await trainEpochs(backend, { job, classifier, team, optimiser, run, hooks });
  const values = run.best?.values ?? (await valuesOf(optimiser));
  optimiser.dispose();
  return toTuned(backend.tf, classifier, { values, run });
}

type Run = { devAccuracy: number[]; best: BestEpoch | undefined; epochs: number; isStopped: boolean };
type Training = {
  job: FineTuneJob;
  classifier: Classifier;
  team: Team;
  optimiser: Optimiser;
  run: Run;
  hooks: FineTuneHooks;
};

async function trainEpochs(backend: Backend, training: Training): Promise<void> {
  const { job, team, optimiser, run, hooks } = training;
  const { epochs, patience } = job.settings;
  while (run.epochs < epochs) {
    run.isStopped = team.isStopped() || !(await trainEpoch(backend, training));
    if (run.isStopped) return;
    const epoch = run.epochs;
    run.epochs += 1;
    if (job.dev.length > 0) await judgeEpoch(training, epoch);
    if (team.isLeader) {
      const state = { steps: run.epochs * stepsPerEpoch(job), states: await optimiser.save() };
      await hooks.onEpoch({ epoch: run.epochs, optimiser: state, devAccuracy: [...run.devAccuracy], best: run.best });
    }
    if (job.dev.length > 0 && epoch - firstBest(run.devAccuracy) >= patience) return;
  }
}

/** The epoch since which it has got no better. */
function firstBest(devAccuracy: readonly number[]): number {
  return devAccuracy.indexOf(Math.max(...devAccuracy));
}

/** @returns false when it was stopped half-way */
async function trainEpoch(backend: Backend, training: Training): Promise<boolean> {
  const { job, classifier, team, optimiser, run, hooks } = training;
  const { rows, settings } = job;
  const steps = settings.epochs * stepsPerEpoch(job);
  const seed = settings.seed * 7919 + run.epochs;
  const random = createRandom(seed);
  classifier.startEpoch(seed + team.seedOffset);
  let step = run.epochs * stepsPerEpoch(job);
  for (const batch of planEpoch(
    rows.map(({ ids }) => ids.length),
    settings.batchSize,
    random,
  )) {
    const texts = batch.flatMap((row) => rows[row] ?? []);
    const { gradients, readLoss } = await team.differentiate(texts, optimiser.values());
    const factor = rateAt(step, { steps, warmUp: settings.warmUp });
    optimiser.step(clip(backend.tf, gradients, settings.clipNorm), factor);
    step += 1;
    const loss = await readLoss();
    const { numTensors } = backend.tf.memory();
    if (team.isLeader) hooks.onStep({ step, steps, loss, devAccuracy: run.devAccuracy.at(-1), numTensors });
    // Nothing above waits for anything outside: without a turn for others, the word to stop is heard an epoch later.
    await letOthersRun();
    if (team.isStopped()) return false;
  }
  return true;
}

async function judgeEpoch({ job, classifier, team, optimiser, run }: Training, epoch: number): Promise<void> {
  const { dev } = job;
  const right = await team.decide(async () => {
    const readings = await readAll(classifier, dev, optimiser.values());
    return readings.filter(({ logits }, row) => largest(logits) === dev[row]?.label).length;
  });
  const accuracy = right / dev.length;
  run.devAccuracy.push(accuracy);
  // Of equals the one that has learned longest: a handful of dev rows is soon all right.
  if (run.best === undefined || accuracy >= run.best.accuracy) {
    run.best = { epoch, accuracy, values: await valuesOf(optimiser) };
  }
}

async function startHead(tf: Tensorflow, classifier: Classifier, { rows, classes }: FineTuneJob): Promise<void> {
  const seen = new Map<number, number>();
  const chosen = rows.filter(({ label }) => {
    seen.set(label, (seen.get(label) ?? 0) + 1);
    return (seen.get(label) ?? 0) <= PROTOTYPE_ROWS;
  });
  const values = classifier.tensors.map(({ data, shape }) => tf.tensor(data, shape));
  const readings = await readAll(classifier, chosen, values);
  tf.dispose(values);
  const head = classifier.tensors.at(-2);
  head?.data.set(
    prototypeHead(
      readings,
      chosen.map(({ label }) => label),
      classes,
    ),
  );
}

function toTuned(tf: Tensorflow, classifier: Classifier, { values, run }: { values: Float32Array[]; run: Run }): Tuned {
  const tensors = classifier.tensors.map((tensor, index) => ({ ...tensor, data: values[index] ?? tensor.data }));
  const loaded = tensors.map(({ data, shape }) => tf.tensor(data, shape));
  return {
    tensors,
    devAccuracy: run.devAccuracy,
    epochs: run.best === undefined ? run.epochs : run.best.epoch + 1,
    isStopped: run.isStopped,
    read: (rows) => readAll(classifier, rows, loaded),
    dispose: () => {
      tf.dispose(loaded);
      classifier.dispose();
    },
  };
}

/** In the order of the rows. */
async function readAll(classifier: Classifier, rows: TokenRow[], values: Tensor[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const batch of planReading(
    rows.map(({ ids }) => ids.length),
    READ_TOGETHER,
  )) {
    const read = await classifier.read(
      batch.flatMap((row) => rows[row] ?? []),
      values,
    );
    batch.forEach((row, place) => {
      const reading = read[place];
      if (reading !== undefined) readings[row] = reading;
    });
  }
  return readings;
}

function stepsPerEpoch({ rows, settings }: FineTuneJob): number {
  return Math.ceil(rows.length / settings.batchSize);
}

/** Scales all gradients down together where their common length is above the limit. Pascanu et al., ICML 2013. */
function clip(tf: Tensorflow, gradients: Tensor[], limit: number): Tensor[] {
  if (limit === 0) return gradients;
  const clipped = tf.tidy(() => {
    const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
    const scale = tf.minimum(1, tf.div(limit, norm.add(1e-6)));
    return gradients.map((gradient) => gradient.mul(scale));
  });
  tf.dispose(gradients);
  return clipped;
}

async function valuesOf(optimiser: Optimiser): Promise<Float32Array[]> {
  const values: Float32Array[] = [];
  for (const value of optimiser.values()) values.push(Float32Array.from(await value.data()));
  return values;
}

function largest(values: Float32Array): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0);
}
