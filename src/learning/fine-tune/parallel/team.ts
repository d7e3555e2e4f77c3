import type { TrainedTensor } from '../adamw.js';
import type { Checkpoint } from '../checkpoint.js';
import type { Classifier } from '../classifier.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import type { TokenRow } from '../token-row.js';
import { type Exchange, shareOf } from './exchange.js';
import { expectSameJob, type SharedJob } from './same-job.js';
import { type Spread, shareCheckpoint } from './share-checkpoint.js';

/** Who trains: one process, or several workers of which the first leads. */
export type Team = {
  /** It alone judges, reports and keeps checkpoints. */
  isLeader: boolean;
  /** Added to the seed of dropout, so that no two workers drop the same; 0 for the leader. */
  seedOffset: number;
  /** @returns the leader's */
  shareStart(own: Checkpoint | undefined): Promise<Checkpoint | undefined>;
  /** Lets the leader set the head's start, for everyone. */
  shareHead(setHead: () => Promise<void>): Promise<void>;
  /** Gradients of a whole batch, to be disposed by the caller, and its loss. */
  differentiate(rows: TokenRow[], values: Tensor[]): Promise<{ gradients: Tensor[]; readLoss(): Promise<number> }>;
  /** The leader's answer. */
  decide(ask: () => Promise<number>): Promise<number>;
  /** The same on all workers after a step. */
  isStopped(): boolean;
};

type Hooks = { isStopped(): boolean; exchange?: Exchange | undefined };
type Options = { classifier: Classifier; job: Omit<SharedJob, 'tensors'>; hooks: Hooks };

/** @throws WORKERS_DIFFER when the others were given another job */
export async function createTeam(tf: Tensorflow, { classifier, job, hooks }: Options): Promise<Team> {
  const { exchange } = hooks;
  if (exchange === undefined) return alone(classifier, () => hooks.isStopped());
  await expectSameJob(exchange, { ...job, tensors: classifier.tensors });
  return together(tf, exchange, { classifier, isStopped: () => hooks.isStopped() });
}

function alone(classifier: Classifier, isStopped: () => boolean): Team {
  return {
    isLeader: true,
    seedOffset: 0,
    shareStart: async (own) => own,
    shareHead: (setHead) => setHead(),
    differentiate: async (rows, values) => {
      const { loss, gradients } = await classifier.differentiate(rows, values);
      return { gradients, readLoss: () => take(loss) };
    },
    decide: (ask) => ask(),
    isStopped,
  };
}

/** Between two workers' seeds; any odd number will do. */
const SEED_STEP = 0x9e3779b1;

function together(
  tf: Tensorflow,
  exchange: Exchange,
  { classifier, isStopped }: { classifier: Classifier; isStopped(): boolean },
): Team {
  const isLeader = exchange.worker === 0;
  const { tensors } = classifier;
  const spread: Spread = async (values) => values.set(await exchange.average(values, isLeader ? 1 : 0));
  const gradientSize = tensors.reduce((size, { data }) => size + data.length, 0);
  /** Gradients one after the other, then the loss, then whether someone wants to stop. */
  const flat = new Float32Array(gradientSize + 2);
  let isAgreed = false;
  return {
    isLeader,
    seedOffset: exchange.worker * SEED_STEP,
    shareStart: (own) => shareCheckpoint(spread, isLeader ? own : undefined, tensors),
    shareHead: async (setHead) => {
      if (isLeader) await setHead();
      for (const { data } of tensors.slice(-2)) await spread(data);
    },
    differentiate: async (rows, values) => {
      const own = rows.slice(...shareOf(rows.length, exchange));
      if (own.length > 0) await differentiateInto(flat, classifier, { rows: own, values });
      flat[gradientSize + 1] = isStopped() ? 1 : 0;
      // The loss is a mean over rows, so that this is the mean over those of the whole batch.
      const mean = await exchange.average(flat, own.length);
      const loss = mean[gradientSize] ?? Number.NaN;
      isAgreed = (mean[gradientSize + 1] ?? 0) > 0;
      return { gradients: cut(tf, mean, tensors), readLoss: async () => loss };
    },
    decide: async (ask) => {
      const answer = new Float32Array([isLeader ? await ask() : 0]);
      await spread(answer);
      return answer[0] ?? 0;
    },
    isStopped: () => isAgreed,
  };
}

/** @param flat filled with the gradients and the loss */
async function differentiateInto(
  flat: Float32Array,
  classifier: Classifier,
  { rows, values }: { rows: TokenRow[]; values: Tensor[] },
): Promise<void> {
  const { loss, gradients } = await classifier.differentiate(rows, values);
  let at = 0;
  for (const tensor of [...gradients, loss]) {
    flat.set(await tensor.data<'float32'>(), at);
    at += tensor.size;
    tensor.dispose();
  }
}

function cut(tf: Tensorflow, flat: Float32Array, tensors: readonly TrainedTensor[]): Tensor[] {
  let at = 0;
  return tensors.map(({ shape, data }) => {
    const from = at;
    at += data.length;
    return tf.tensor(flat.subarray(from, at), shape);
  });
}

async function take(loss: Tensor): Promise<number> {
  const [value = Number.NaN] = await loss.data();
  loss.dispose();
  return value;
}
