import type { BertWeights } from '../bert-weights.js';
import { createRandom } from '../random.js';
import { createAdamW, type Optimiser, type OptimiserStart, type TrainedTensor } from './adamw.js';
import { planEpoch, planReading } from './batches.js';
import { type Classifier, createClassifier } from './classifier.js';
import { weighClasses } from './loss.js';
import { prototypeHead } from './prototype-head.js';
import type { FineTuneSettings } from './settings.js';
import type { Backend, Tensor, Tensorflow } from './tensorflow.js';
import type { Reading, TokenRow } from './token-row.js';

export type FineTuneJob = {
  weights: BertWeights;
  classes: number;
  rows: TokenRow[];
  /** Rows to stop by; none for a run of fixed length. */
  dev: TokenRow[];
  settings: FineTuneSettings;
  /** Where an earlier run of the same job stood. */
  start?: Checkpoint | undefined;
};

/** All that a run needs to go on as if it had never stopped. */
export type Checkpoint = {
  epoch: number;
  optimiser: OptimiserStart;
  devAccuracy: number[];
  best: BestEpoch | undefined;
};

type BestEpoch = { epoch: number; accuracy: number; values: Float32Array[] };

export type StepReport = {
  step: number;
  steps: number;
  loss: number;
  /** After the last epoch that was judged, 0..1. */
  devAccuracy: number | undefined;
  numTensors: number;
};

export type FineTuneHooks = {
  onStep(report: StepReport): void;
  onEpoch(checkpoint: Checkpoint): Promise<void>;
  /** True: stop after this step; the last epoch's checkpoint stands. */
  isStopped(): boolean;
};

export type Tuned = {
  tensors: TrainedTensor[];
  devAccuracy: number[];
  /** Epochs behind these weights. */
  epochs: number;
  /** Sentence vectors and logits of any rows under these weights. */
  read(rows: TokenRow[]): Promise<Reading[]>;
  dispose(): void;
};

const READ_TOGETHER = 64;
/** Messages of each class that shape the head's start. */
const PROTOTYPE_ROWS = 40;

/**
 * Trains the layers and a linear head of a BERT on labelled messages: cross-entropy on the mean of the last hidden
 * states, the best epoch on the dev rows kept. The same job, settings and backend give the same weights.
 */
export async function fineTune(backend: Backend, job: FineTuneJob, hooks: FineTuneHooks): Promise<Tuned> {
  const { weights, classes, rows, dev, settings, start } = job;
  const classWeights = weighClasses(
    rows.map(({ label }) => label),
    classes,
  );
  const classifier = await createClassifier(backend, { weights, classWeights, settings });
  if (start === undefined) await startHead(backend.tf, classifier, job);
  const optimiser = createAdamW(backend, classifier.tensors, settings.decay, start?.optimiser);
  const run: Run = { devAccuracy: [...(start?.devAccuracy ?? [])], best: start?.best, epochs: start?.epoch ?? 0 };
  while (run.epochs < settings.epochs && !hooks.isStopped()) {
    const isWhole = await trainEpoch(backend, { job, classifier, optimiser, run, hooks });
    if (!isWhole) break;
    const epoch = run.epochs;
    run.epochs += 1;
    if (dev.length > 0) await judgeEpoch(classifier, optimiser, { run, dev, epoch });
    const state = { steps: run.epochs * stepsPerEpoch(job), states: await optimiser.save() };
    await hooks.onEpoch({ epoch: run.epochs, optimiser: state, devAccuracy: [...run.devAccuracy], best: run.best });
    if (run.best !== undefined && epoch - run.best.epoch >= settings.patience) break;
  }
  const values = run.best?.values ?? (await valuesOf(optimiser));
  optimiser.dispose();
  return toTuned(backend.tf, classifier, { values, run });
}

type Run = { devAccuracy: number[]; best: BestEpoch | undefined; epochs: number };
type Epoch = { job: FineTuneJob; classifier: Classifier; optimiser: Optimiser; run: Run; hooks: FineTuneHooks };

/** @returns false when it was stopped half-way */
async function trainEpoch(backend: Backend, { job, classifier, optimiser, run, hooks }: Epoch): Promise<boolean> {
  const { rows, settings } = job;
  const steps = settings.epochs * stepsPerEpoch(job);
  const seed = settings.seed * 7919 + run.epochs;
  const random = createRandom(seed);
  classifier.startEpoch(seed);
  let step = run.epochs * stepsPerEpoch(job);
  for (const batch of planEpoch(
    rows.map(({ ids }) => ids.length),
    settings.batchSize,
    random,
  )) {
    const texts = batch.flatMap((row) => rows[row] ?? []);
    const { loss, gradients } = await classifier.differentiate(texts, optimiser.values());
    optimiser.step(clip(backend.tf, gradients, settings.clipNorm), schedule(step, steps, settings.warmUp));
    step += 1;
    const [value = Number.NaN] = await loss.data();
    loss.dispose();
    const { numTensors } = backend.tf.memory();
    hooks.onStep({ step, steps, loss: value, devAccuracy: run.devAccuracy.at(-1), numTensors });
    if (hooks.isStopped()) return false;
  }
  return true;
}

async function judgeEpoch(
  classifier: Classifier,
  optimiser: Optimiser,
  { run, dev, epoch }: { run: Run; dev: TokenRow[]; epoch: number },
): Promise<void> {
  const readings = await readAll(classifier, dev, optimiser.values());
  const right = readings.filter(({ logits }, row) => largest(logits) === dev[row]?.label).length;
  const accuracy = right / dev.length;
  run.devAccuracy.push(accuracy);
  if (run.best === undefined || accuracy > run.best.accuracy) {
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

/** Factor of the learning rates: up from 0 during warm-up, then down to 0 at the last step. */
function schedule(step: number, steps: number, warmUp: number): number {
  const warm = Math.max(1, Math.round(steps * warmUp));
  return step < warm ? (step + 1) / warm : (steps - step) / Math.max(1, steps - warm);
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
