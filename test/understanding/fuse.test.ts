import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateTemperature } from '../../src/learning/calibrate.js';
import { calibrateFusion } from '../../src/learning/calibrate-fusion.js';
import { createRandom } from '../../src/learning/random.js';
import { fusedScores } from '../../src/understanding/fuse.js';
import { softmax } from '../../src/understanding/head.js';

const CLASSES = 4;
const scores = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: CLASSES, maxLength: CLASSES });
const temperature = fc.double({ min: 0.1, max: 5, noNaN: true });

describe('fusing two heads', () => {
  it('gives the mean of their probabilities, and one that sums to 1 at any temperature', () => {
    fc.assert(
      fc.property(scores, scores, temperature, temperature, (one, other, tuned, frozen) => {
        const logs = fusedScores(Float32Array.from(one), Float64Array.from(other), { tuned, frozen });
        const [left, right] = [
          softmax(Float64Array.from(Float32Array.from(one)), tuned),
          softmax(Float64Array.from(other), frozen),
        ];
        softmax(logs, 1).forEach((share, at) => {
          expect(share).toBeCloseTo(((left[at] ?? 0) + (right[at] ?? 0)) / 2, 5);
        });
        expect(softmax(logs, 2).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('is calibrated so that what it is sure of is right as often as it says', () => {
    const random = createRandom(5);
    const heldOut = Array.from({ length: 800 }, () => {
      const label = Math.floor(random() * CLASSES);
      const heard = random() < 0.8 ? label : Math.floor(random() * CLASSES);
      // Far too sure of what it heard, as an over-fitted head is.
      const loud = Float32Array.from({ length: CLASSES }, (_, at) => (at === heard ? 25 : 0));
      const frozenScores = Float64Array.from({ length: CLASSES }, (_, at) => (at === heard ? 9 : 0));
      return { label, heard, tuned: { scores: loud, nearness: { base: 0, tuned: 0 } }, frozenScores };
    });
    const fusion = calibrateFusion(heldOut);
    const fused = calibrateTemperature(
      heldOut.map(({ label, tuned, frozenScores }) => ({
        label,
        scores: fusedScores(tuned.scores, frozenScores, fusion),
      })),
    );
    const said =
      heldOut.reduce((sum, { tuned, frozenScores, heard }) => {
        return sum + (softmax(fusedScores(tuned.scores, frozenScores, fusion), fused)[heard] ?? 0);
      }, 0) / heldOut.length;
    const right = heldOut.filter(({ label, heard }) => label === heard).length / heldOut.length;
    expect(Math.abs(said - right)).toBeLessThan(0.03);
  });
});
