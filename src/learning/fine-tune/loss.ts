import type { Tensor, Tensorflow } from './tensorflow.js';

/** How much of the target a teacher's opinion is, where there is one. */
const TEACHER_SHARE = 0.5;

type LabelledRow = { label: number; teacher?: Float32Array };

/**
 * What each row should come out as, times its class's weight: [rows, classes].
 * @param classWeights [classes]
 */
export function targetsOf(tf: Tensorflow, rows: readonly LabelledRow[], classWeights: Float32Array): Tensor {
  const classes = classWeights.length;
  const targets = new Float32Array(rows.length * classes);
  rows.forEach(({ label, teacher }, row) => {
    const weight = classWeights[label] ?? 1;
    const place = row * classes;
    teacher?.forEach((share, index) => {
      targets[place + index] = weight * TEACHER_SHARE * share;
    });
    targets[place + label] = (targets[place + label] ?? 0) + weight * (teacher === undefined ? 1 : 1 - TEACHER_SHARE);
  });
  return tf.tensor(targets, [rows.length, classes]);
}

/** Mean over the rows of the cross-entropy against the targets. */
export function crossEntropy(tf: Tensorflow, logits: Tensor, targets: Tensor): Tensor {
  return tf.neg(tf.sum(targets.mul(tf.logSoftmax(logits)))).div(logits.shape[0] ?? 1);
}

/** Mean over the rows of the divergence of two answers, both ways added. Liang et al., "R-Drop", NeurIPS 2021. */
export function divergence(tf: Tensorflow, one: Tensor, other: Tensor): Tensor {
  const [left, right] = [tf.logSoftmax(one), tf.logSoftmax(other)];
  return tf.sum(tf.exp(left).sub(tf.exp(right)).mul(left.sub(right))).div(one.shape[0] ?? 1);
}

/**
 * Weight of each class in the loss, 1 on average over the rows: even sets are left alone, in skewed ones a class counts
 * by the root of its rarity, so that rare ones are learned and do not drown the rest.
 */
export function weighClasses(labels: readonly number[], classes: number): Float32Array {
  const counts = new Float32Array(classes);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const present = counts.filter((count) => count > 0);
  const isSkewed = Math.max(...present) > SKEWED * Math.min(...present);
  const raw = counts.map((count) => (isSkewed && count > 0 ? 1 / Math.sqrt(count) : 1));
  const mean = labels.reduce((sum, label) => sum + (raw[label] ?? 0), 0) / labels.length;
  return raw.map((weight) => weight / mean);
}

/** Largest class over smallest from which on weights are used. */
const SKEWED = 3;
