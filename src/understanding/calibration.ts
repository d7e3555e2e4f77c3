import type { Thresholds } from './decide-intent.js';

/** How the answers to messages of one language are calibrated. */
export type Calibration = {
  /** Temperature where the frozen head answers alone. */
  frozen: number;
  /** Temperature where the fine-tuned head answers as well. */
  fused?: number | undefined;
  thresholds: Thresholds;
};
