import { minimise } from './minimise.js';

export type RegressionOptions = {
  classes: number;
  /** Price of the squared weights beside the mean loss of a row; the bias is free. */
  l2: number;
  /** Weights to start from, such as those of a neighbouring price. */
  start?: RegressionWeights;
};

/** Score of class c: bias[c] + sum over f of row[f] · weights[f · classes + c]. */
export type RegressionWeights = { weights: Float64Array; bias: Float64Array };

/**
 * Multinomial logistic regression: least mean cross-entropy + l2/2 · |weights|².
 * @param rows [rows][features]
 * @param labels class of each row, 0 to classes − 1
 */
export function fitSoftmaxRegression(
  rows: Float32Array[],
  labels: Uint8Array,
  { classes, l2, start }: RegressionOptions,
): RegressionWeights {
  const biasAt = (rows[0]?.length ?? 0) * classes;
  const split = (point: Float64Array) => ({ weights: point.subarray(0, biasAt), bias: point.subarray(biasAt) });
  const objective = (point: Float64Array) => {
    const at = split(point);
    const slope = point.map((value, place) => (place < biasAt ? l2 * value : 0));
    let value = at.weights.reduce((sum, weight) => sum + (l2 / 2) * weight * weight, 0);
    rows.forEach((row, index) => {
      const label = labels[index] ?? 0;
      const errors = probabilities(row, at);
      value -= Math.log(Math.max(errors[label] ?? 0, Number.MIN_VALUE)) / rows.length;
      errors[label] = (errors[label] ?? 0) - 1;
      addRow(
        slope,
        row,
        errors.map((error) => error / rows.length),
      );
    });
    return { value, slope };
  };
  const origin = new Float64Array(biasAt + classes);
  return split(minimise(objective, start === undefined ? origin : Float64Array.of(...start.weights, ...start.bias)));
}

/** Probability of each class, [classes]. */
export function probabilities(row: Float32Array, { weights, bias }: RegressionWeights): Float64Array {
  const scores = bias.slice();
  const classes = scores.length;
  for (let feature = 0; feature < row.length; feature++) {
    const value = row[feature] ?? 0;
    for (let output = 0; output < classes; output++) {
      scores[output] = (scores[output] ?? 0) + value * (weights[feature * classes + output] ?? 0);
    }
  }
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Adds a row's part to the slope: row ⊗ errors, then the errors themselves for the bias. */
function addRow(slope: Float64Array, row: Float32Array, errors: Float64Array): void {
  const classes = errors.length;
  for (let feature = 0; feature <= row.length; feature++) {
    const value = feature === row.length ? 1 : (row[feature] ?? 0);
    for (let output = 0; output < classes; output++) {
      const place = feature * classes + output;
      slope[place] = (slope[place] ?? 0) + value * (errors[output] ?? 0);
    }
  }
}
