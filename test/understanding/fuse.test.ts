import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateTemperature } from '../../src/learning/calibrate.js';
import { calibrateFusion, USUAL_FUSION } from '../../src/learning/calibrate-fusion.js';
import { createRandom } from '../../src/learning/random.js';
import { fusedScores } from '../../src/understanding/fuse.js';
import { softmax } from '../../src/understanding/head.js';

const CLASSES = 4;
const scores = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: CLASSES, maxLength: CLASSES });
const temperature = fc.double({ min: 0.1, max: 5, noNaN: true });

describe('fusing two heads', () => {
  it('multiplies their probabilities by weight, each to the power of its share', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(scores, scores, temperature, share, (one, other, tuned, weight) => {
        const logs = fusedScores(Float32Array.from(one), Float64Array.from(other), { tuned, frozen: 1, weight });
        const [left, right] = [answers([...Float32Array.from(one)], tuned), answers(other, 1)];
        const products = left.map((part, at) => part ** (1 - weight) * (right[at] ?? 0) ** weight);
        const total = products.reduce((sum, part) => sum + part, 0);
        softmax(logs, 1).forEach((part, at) => {
          expect(part).toBeCloseTo((products[at] ?? 0) / total, 3);
        });
      }),
    );
  });

  it('of an older model gives the mean of their probabilities, and one that sums to 1 at any temperature', () => {
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

  it.each([
    ['the fine-tuned head where the other guesses', { tuned: 0.9, frozen: 0 }],
    ['the frozen head where the other guesses', { tuned: 0, frozen: 0.9 }],
    ['the better of two', { tuned: 0.8, frozen: 0.5 }],
  ])('is right as often as %s', (_, shares) => {
    const heldOut = hearAll(600, shares);
    const fusion = calibrateFusion(heldOut);
    const right = rightOf(heldOut, ({ tuned, frozenScores }) => fusedScores(tuned.scores, frozenScores, fusion));
    const alone = [rightOf(heldOut, ({ tuned }) => tuned.scores), rightOf(heldOut, ({ frozenScores }) => frozenScores)];
    expect(right).toBeGreaterThanOrEqual(Math.max(...alone) - 0.01);
  });

  it('stays near to what is usual where few messages were held out', () => {
    const far = (count: number) => {
      const { weight = 0 } = calibrateFusion(hearAll(count, { tuned: 0.5, frozen: 0.9 }));
      return Math.abs(weight - USUAL_FUSION.weight);
    };
    expect(far(4)).toBeLessThan(far(400));
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

function rightOf<T extends { label: number }>(heldOut: readonly T[], scoresOf: (one: T) => ArrayLike<number>): number {
  const isRight = (one: T) => {
    const all = Array.from(scoresOf(one));
    return all.indexOf(Math.max(...all)) === one.label;
  };
  return heldOut.filter(isRight).length / heldOut.length;
}

/** In 64 bits: in 32 an answer may be 0 where its product is not. */
function answers(all: readonly number[], at: number): number[] {
  const parts = all.map((score) => Math.exp((score - Math.max(...all)) / at));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** Messages that each head hears rightly so often, one apart from the other; what it hears it is fairly sure of. */
function hearAll(count: number, shares: { tuned: number; frozen: number }) {
  const random = createRandom(7);
  const hear = (label: number, share: number) => {
    const heard = random() < share ? label : Math.floor(random() * CLASSES);
    return Array.from({ length: CLASSES }, (_, at) => (at === heard ? 3 : 0) + random());
  };
  return Array.from({ length: count }, () => {
    const label = Math.floor(random() * CLASSES);
    const loud = Float32Array.from(hear(label, shares.tuned));
    return {
      label,
      tuned: { scores: loud, nearness: { base: 0, tuned: 0 } },
      frozenScores: Float64Array.from(hear(label, shares.frozen)),
    };
  });
}
