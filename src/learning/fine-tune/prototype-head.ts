import type { Reading } from './token-row.js';

/** How far apart the first logits are. */
const SPREAD = 20;

/**
 * A head to begin with: a class's weights are the mean direction of its messages less the mean of all classes, so that
 * training starts from nearest-centroid accuracy instead of from chance.
 * @returns [hidden, classes]
 */
export function prototypeHead(readings: readonly Reading[], labels: readonly number[], classes: number): Float32Array {
  const hidden = readings[0]?.vector.length ?? 0;
  const centroids = Array.from({ length: classes }, () => new Float64Array(hidden));
  const counts = new Float64Array(classes);
  let lengths = 0;
  readings.forEach(({ vector }, row) => {
    const label = labels[row] ?? 0;
    const length = Math.hypot(...vector);
    lengths += length;
    counts[label] = (counts[label] ?? 0) + 1;
    const centroid = centroids[label];
    vector.forEach((value, index) => {
      if (centroid !== undefined) centroid[index] = (centroid[index] ?? 0) + value / length;
    });
  });
  const scale = SPREAD / (lengths / readings.length);
  const weights = new Float32Array(hidden * classes);
  for (let index = 0; index < hidden; index++) {
    const values = centroids.map((centroid, label) => (centroid[index] ?? 0) / Math.max(1, counts[label] ?? 0));
    const mean = values.reduce((sum, value) => sum + value, 0) / classes;
    values.forEach((value, label) => {
      weights[index * classes + label] = (value - mean) * scale;
    });
  }
  return weights;
}
