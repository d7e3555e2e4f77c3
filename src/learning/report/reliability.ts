import { shareInterval } from './share-interval.js';

export type Prediction = { confidence: number; isRight: boolean };

/** Predictions of similar confidence: what was said on average, and how many of them were right; shares 0..1. */
export type ReliabilityBin = {
  from: number;
  to: number;
  count: number;
  confidence: number;
  accuracy: number;
  /** Where the true accuracy lies with 95 % confidence. */
  interval: [low: number, high: number];
};

export type Reliability = {
  bins: ReliabilityBin[];
  /** Expected calibration error: mean gap between confidence and accuracy over the bins, by their count. */
  ece: number;
  /** Mean confidence minus accuracy: above 0 when the model is too sure. */
  excess: number;
};

/**
 * Whether stated confidence can be taken at its word. Bins hold equally many predictions, so that each tells as much
 * as the next: Nixon et al., "Measuring Calibration in Deep Learning", 2019. Predictions of one confidence stay
 * together, so that their order does not matter; heavy ties give fewer bins.
 */
export function measureReliability(predictions: Prediction[], bins = 15): Reliability {
  const sorted = [...predictions].sort((one, other) => one.confidence - other.confidence);
  const filled = cutEvenly(sorted, bins).map(toBin);
  const mean = (pick: (bin: ReliabilityBin) => number) =>
    filled.reduce((sum, bin) => sum + bin.count * pick(bin), 0) / Math.max(1, sorted.length);
  return {
    bins: filled,
    ece: mean(({ confidence, accuracy }) => Math.abs(confidence - accuracy)),
    excess: mean(({ confidence, accuracy }) => confidence - accuracy),
  };
}

function cutEvenly(sorted: Prediction[], bins: number): Prediction[][] {
  const parts: Prediction[][] = [];
  let start = 0;
  for (let bin = 1; bin <= bins; bin++) {
    let end = Math.round((bin * sorted.length) / bins);
    if (end <= start) continue;
    while (end < sorted.length && sorted[end]?.confidence === sorted[end - 1]?.confidence) end += 1;
    parts.push(sorted.slice(start, end));
    start = end;
  }
  return parts;
}

function toBin(part: Prediction[]): ReliabilityBin {
  const count = part.length;
  const right = part.filter(({ isRight }) => isRight).length;
  return {
    from: part[0]?.confidence ?? 0,
    to: part[count - 1]?.confidence ?? 0,
    count,
    confidence: part.reduce((sum, { confidence }) => sum + confidence, 0) / count,
    accuracy: right / count,
    interval: shareInterval(right, count),
  };
}
