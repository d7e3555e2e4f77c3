import { describe, expect, it } from 'vitest';
import { packRows } from '../../src/learning/design-matrix.js';
import { trainLinearSvm } from '../../src/learning/linear-svm.js';
import { createRandom } from '../../src/learning/random.js';

/** One dense feature and no sparse ones. */
function line(points: number[]) {
  return packRows(
    points.map((x) => ({ dense: Float32Array.of(x), features: new Uint32Array(0), values: new Float32Array(0) })),
  );
}

describe('the linear support vector machine', () => {
  it('finds the minimum that can be worked out by hand', () => {
    // Points −1 and 1, C = 1: by symmetry b = 0, and w²/2 + 2(1 − w)² is least at w = 4/5.
    const [, positive] = trainLinearSvm(line([-1, 1]), Uint16Array.of(0, 1), {
      classes: 2,
      features: 0,
      cost: 1,
      seed: 1,
    });
    expect(positive?.dense[0]).toBeCloseTo(0.8, 1);
    expect(positive?.bias).toBeCloseTo(0, 1);
  });

  it('comes close to the least objective that plain gradient descent finds', () => {
    const random = createRandom(7);
    const rows = Array.from({ length: 60 }, () => [random() * 2 - 1, random() * 2 - 1] as const);
    const labels = Uint16Array.from(rows, ([x, y]) => (x + y / 2 + (random() - 0.5) / 2 > 0 ? 1 : 0));
    const matrix = packRows(
      rows.map(([x, y]) => ({ dense: Float32Array.of(x), features: Uint32Array.of(0), values: Float32Array.of(y) })),
    );
    const [, trained] = trainLinearSvm(matrix, labels, { classes: 2, features: 1, cost: 0.5, seed: 1 });
    const objective = ([w = 0, v = 0, b = 0]: number[]) =>
      (w * w + v * v + b * b) / 2 +
      0.5 *
        rows.reduce(
          (sum, [x, y], at) => sum + Math.max(0, 1 - (labels[at] === 1 ? 1 : -1) * (w * x + v * y + b)) ** 2,
          0,
        );
    let best = [0, 0, 0];
    for (let step = 0; step < 4_000; step++) {
      const slope = best.map((_, at) => {
        const nudged = best.map((value, other) => (other === at ? value + 1e-5 : value));
        return (objective(nudged) - objective(best)) / 1e-5;
      });
      best = best.map((value, at) => value - 0.01 * (slope[at] ?? 0));
    }
    const ours = objective([trained?.dense[0] ?? 0, trained?.sparse[0] ?? 0, trained?.bias ?? 0]);
    expect(ours).toBeLessThan(objective(best) * 1.01);
  });
});
