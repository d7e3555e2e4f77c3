import { describe, expect, it } from 'vitest';
import { minimise } from '../../src/learning/minimise.js';
import { fitSoftmaxRegression, probabilities } from '../../src/learning/softmax-regression.js';

describe('the lowest point', () => {
  it('of a long narrow valley is found', () => {
    const valley = (point: Float64Array) => {
      const [x = 0, y = 0] = point;
      return {
        value: 500 * (x - y) ** 2 + (x + y - 6) ** 2,
        slope: Float64Array.of(1_000 * (x - y) + 2 * (x + y - 6), -1_000 * (x - y) + 2 * (x + y - 6)),
      };
    };
    const [x, y] = minimise(valley, Float64Array.of(-40, 90));
    expect(x).toBeCloseTo(3, 4);
    expect(y).toBeCloseTo(3, 4);
  });

  it('is left where the search began when that is the lowest', () => {
    const bowl = (point: Float64Array) => ({ value: (point[0] ?? 0) ** 2, slope: point.map((value) => 2 * value) });
    expect(minimise(bowl, Float64Array.of(0))).toEqual(Float64Array.of(0));
  });
});

describe('softmax regression', () => {
  it('gives each class its share when the features say nothing', () => {
    const rows = Array.from({ length: 10 }, () => Float32Array.of(0, 0));
    const fitted = fitSoftmaxRegression(rows, Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 1, 2, 2), { classes: 3, l2: 0.01 });
    const shares = probabilities(Float32Array.of(7, -7), fitted);
    [0.5, 0.3, 0.2].forEach((share, at) => {
      expect(shares[at]).toBeCloseTo(share, 3);
    });
  });

  it('finds the weight that can be worked out by hand', () => {
    // Points −1 and 1, one class each: the weights are (−w, w), w halves of the logit, and l2 · w = 1 / (1 + e^(2w)).
    const fitted = fitSoftmaxRegression([Float32Array.of(-1), Float32Array.of(1)], Uint8Array.of(0, 1), {
      classes: 2,
      l2: 0.1,
    });
    const w = fitted.weights[1] ?? 0;
    expect(fitted.weights[0]).toBeCloseTo(-w, 6);
    expect(0.1 * w).toBeCloseTo(1 / (1 + Math.exp(2 * w)), 4);
    expect(w).toBeGreaterThan(0.5);
  });
});
