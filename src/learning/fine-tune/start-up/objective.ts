import type { Random } from '../../random.js';
import type { TrainedTensor } from '../adamw.js';
import type { Tensor } from '../tensorflow.js';

/** A text to start up on; its label counts only where the settings ask for labels. */
export type StartUpText = { ids: number[]; label?: number | undefined };

/** Ids that a tokeniser uses for its own purposes. */
export type SpecialIds = {
  /** Stands where a word is to be guessed. */
  mask: number;
  /** All that are no words: opening, closing, padding, the mask. */
  all: readonly number[];
};

/** What the layers make of a step's texts. */
export type States = {
  /** [rows · length, hidden] */
  last: Tensor;
  /** [rows, hidden]: means over each text's tokens. */
  pooled: Tensor;
  length: number;
};

/** What one step shows to the layers, and what it makes of their answer. */
export type Step = {
  texts: { ids: number[] }[];
  /** Pure: called under differentiation. */
  lossOf(states: States, own: Tensor[]): Tensor;
};

/** Something to be learned from texts without labels. */
export type Objective = {
  /** Trained beside the layers and thrown away with the stage. */
  tensors: TrainedTensor[];
  plan(batch: StartUpText[], random: Random): Step;
  dispose(): void;
};
