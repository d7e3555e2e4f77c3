import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateTemperature } from '../../src/learning/calibrate.js';
import { calibrateFusion, usualFusion } from '../../src/learning/calibrate-fusion.js';
import { createRandom } from '../../src/learning/random.js';
import { fusedScores } from '../../src/understanding/fuse.js';
import { softmax } from '../../src/understanding/head.js';

const CLASSES = 4;
const scores = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: CLASSES, maxLength: CLASSES });

describe('fusing', () => {
  it('multiplies the probabilities of all experts, each to the power of its weight', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(scores, scores, scores, share, share, (one, two, three, tuned, votes) => {
        const frozen = 1 - tuned * votes;
        const reading = { scores: Float32Array.from(one), votes: Float32Array.from(two) };
        const logs = fusedScores(reading, Float64Array.from(three), { tuned, votes, frozen });
        const all = [answers([...reading.scores]), answers([...reading.votes]), answers(three)];
        const products = three.map((_, at) =>
          [tuned, votes, frozen].reduce((part, weight, expert) => part * (all[expert]?.[at] ?? 0) ** weight, 1),
        );
        const total = products.reduce((sum, part) => sum + part, 0);
        softmax(logs, 1).forEach((part, at) => {
          expect(part).toBeCloseTo((products[at] ?? 0) / total, 3);
        });
      }),
    );
  });

  it.each([
    ['the fine-tuned head where the others guess', { tuned: 0.9, votes: 0, frozen: 0 }],
    ['the votes where the others guess', { tuned: 0, votes: 0.9, frozen: 0 }],
    ['the frozen head where the others guess', { tuned: 0, votes: 0, frozen: 0.9 }],
    ['the best of three', { tuned: 0.8, votes: 0.7, frozen: 0.5 }],
  ])('is right as often as %s', (_, shares) => {
    const heldOut = hearAll(600, shares);
    const fusion = calibrateFusion(heldOut);
    const right = rightOf(heldOut, ({ tuned, frozenScores }) => fusedScores(tuned, frozenScores, fusion));
    const alone = [
      rightOf(heldOut, ({ tuned }) => tuned.scores),
      rightOf(heldOut, ({ tuned }) => tuned.votes),
      rightOf(heldOut, ({ frozenScores }) => frozenScores),
    ];
    expect(right).toBeGreaterThanOrEqual(Math.max(...alone) - 0.01);
  });

  it('is righter than the best of three that go wrong apart from each other', () => {
    const heldOut = hearAll(600, { tuned: 0.7, votes: 0.7, frozen: 0.7 });
    const fusion = calibrateFusion(heldOut);
    const right = rightOf(heldOut, ({ tuned, frozenScores }) => fusedScores(tuned, frozenScores, fusion));
    expect(right).toBeGreaterThan(rightOf(heldOut, ({ tuned }) => tuned.scores) + 0.05);
  });

  it('stays near to what is usual where few messages were held out', () => {
    const usual = usualFusion(1);
    const far = (count: number) => {
      const { tuned, frozen } = calibrateFusion(hearAll(count, { tuned: 0.3, votes: 0.3, frozen: 0.9 }));
      return Math.abs(Math.log(frozen / tuned) - Math.log(usual.frozen / usual.tuned));
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
      return { label, heard, tuned: { scores: loud, votes: loud, nearness: { base: 0, tuned: 0 } }, frozenScores };
    });
    const fusion = calibrateFusion(heldOut);
    const fused = calibrateTemperature(
      heldOut.map(({ label, tuned, frozenScores }) => ({
        label,
        scores: fusedScores(tuned, frozenScores, fusion),
      })),
    );
    const said =
      heldOut.reduce((sum, { tuned, frozenScores, heard }) => {
        return sum + (softmax(fusedScores(tuned, frozenScores, fusion), fused)[heard] ?? 0);
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
function answers(all: readonly number[]): number[] {
  const parts = all.map((score) => Math.exp(score - Math.max(...all)));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** Messages that each expert hears rightly so often, one apart from the other; what it hears it is fairly sure of. */
function hearAll(count: number, shares: { tuned: number; votes: number; frozen: number }) {
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
      tuned: { scores: loud, votes: Float32Array.from(hear(label, shares.votes)), nearness: { base: 0, tuned: 0 } },
      frozenScores: Float64Array.from(hear(label, shares.frozen)),
    };
  });
}
