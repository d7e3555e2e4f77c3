import type { Prediction } from './reliability.js';

/** How many right and wrong predictions were made with a confidence in [from, to); the last bin includes 1. */
export type HistogramBin = { from: number; to: number; right: number; wrong: number };

/** Right and wrong predictions over equally wide bins of confidence. */
export function confidenceHistogram(predictions: Prediction[], bins = 20): HistogramBin[] {
  const counts = Array.from({ length: bins }, (_, at) => ({
    from: at / bins,
    to: (at + 1) / bins,
    right: 0,
    wrong: 0,
  }));
  for (const { confidence, isRight } of predictions) {
    const bin = counts[Math.min(bins - 1, Math.floor(confidence * bins))];
    if (bin !== undefined) bin[isRight ? 'right' : 'wrong'] += 1;
  }
  return counts;
}
