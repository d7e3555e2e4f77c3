import { softmax } from '../../understanding/head.js';
import type { BertWeights } from '../bert-weights.js';
import type { Checkpoint } from './checkpoint.js';
import { type FineTuneHooks, fineTune, type Tuned } from './fine-tune.js';
import { keepLayers } from './replace-layers.js';
import type { FineTuneSettings } from './settings.js';
import type { Backend } from './tensorflow.js';
import type { Reading, TokenRow } from './token-row.js';

export type DistilJob = {
  /** The teacher's encoder, fine-tuned layers in place. */
  weights: BertWeights;
  /** The teacher's answers. */
  teacher: { read(rows: TokenRow[]): Promise<Reading[]> };
  classes: number;
  rows: TokenRow[];
  /** Texts nobody has labelled; the teacher's own decision stands for their label. */
  unlabelled?: readonly number[][];
  dev: TokenRow[];
  /** Layers of the teacher that the student starts from, numbered from 0. */
  kept: readonly number[];
  /** The teacher's scores are divided by it: the higher, the more is learned of what it finds less likely. */
  temperature: number;
  settings: FineTuneSettings;
  /** Where an earlier run of the same job stood. */
  start?: Checkpoint | undefined;
};

export type Student = {
  tuned: Tuned;
  /** The smaller encoder that `tuned.tensors` belong to. */
  weights: BertWeights;
};

/**
 * Trains a shallower encoder to answer as a fine-tuned one does: half of its target is the teacher's softened
 * probabilities, half the label. It starts from every other layer of the teacher: Sanh et al., "DistilBERT", 2019.
 */
export async function distil(backend: Backend, job: DistilJob, hooks: FineTuneHooks): Promise<Student> {
  const { classes, dev, settings, start } = job;
  const weights = keepLayers(job.weights, job.kept);
  const rows = [...(await teach(job, job.rows)), ...(await teachUnlabelled(job))];
  const tuned = await fineTune(backend, { weights, classes, rows, dev, settings, start }, hooks);
  return { tuned, weights };
}

/** The upper one of every two layers: 1, 3 and 5 of six. */
export function everyOtherLayer(layers: number): number[] {
  return spreadLayers(layers, Math.ceil(layers / 2));
}

/** So many layers of an encoder, evenly spread, the top one among them. */
export function spreadLayers(layers: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => Math.floor(((place + 1) * layers) / count) - 1);
}

async function teach({ teacher, temperature }: DistilJob, rows: readonly TokenRow[]): Promise<TokenRow[]> {
  const readings = await teacher.read([...rows]);
  return rows.map((row, index) => ({ ...row, teacher: soften(readings[index], temperature) }));
}

async function teachUnlabelled({ teacher, temperature, unlabelled = [] }: DistilJob): Promise<TokenRow[]> {
  if (unlabelled.length === 0) return [];
  const readings = await teacher.read(unlabelled.map((ids) => ({ ids, label: 0 })));
  return unlabelled.map((ids, index) => {
    const shares = soften(readings[index], temperature);
    return { ids, label: shares.indexOf(Math.max(...shares)), teacher: shares };
  });
}

function soften(reading: Reading | undefined, temperature: number): Float32Array {
  return softmax(Float64Array.from(reading?.logits ?? []), temperature);
}
