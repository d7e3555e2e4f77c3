import type { OptimiserStart } from './adamw.js';

/** All that a run needs to go on as if it had never stopped. */
export type Checkpoint = {
  /** Epochs that are over. */
  epoch: number;
  optimiser: OptimiserStart;
  devAccuracy: number[];
  best: BestEpoch | undefined;
  /** Mean loss of each epoch of a start-up stage. */
  losses?: number[] | undefined;
};

/** The best on the dev rows so far, and the values that were. */
export type BestEpoch = { epoch: number; accuracy: number; values: Float32Array[] };
