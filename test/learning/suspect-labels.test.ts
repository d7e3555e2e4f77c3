import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/learning/random.js';
import { findSuspectLabels } from '../../src/learning/suspect-labels.js';

const LABELS = ['a', 'b', 'c'];
const CENTRES = [
  [0, 0],
  [4, 0],
  [0, 4],
] as const;
const FLIPPED = 0.08;
const FOLDS = 5;

type Point = { x: number; y: number; true: number; given: number };

/** Points of three round classes of width 1; some carry the label of another class. */
function drawPoints(count: number, random: Random): Point[] {
  return Array.from({ length: count }, (_, number) => {
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - random())), 2 * Math.PI * random()];
    const [centreX, centreY] = CENTRES[number % 3] ?? [0, 0];
    const isFlipped = random() < FLIPPED;
    const given = isFlipped ? (number + 1 + Math.floor(2 * random())) % 3 : number % 3;
    return { x: centreX + radius * Math.cos(angle), y: centreY + radius * Math.sin(angle), true: number % 3, given };
  });
}

/** Probabilities of each point by class means that were taken from the other folds, wrong labels and all. */
function heldOutProbabilities(points: Point[]): number[][] {
  return points.map((point, place) => {
    const seen = points.filter((_, other) => other % FOLDS !== place % FOLDS);
    const densities = LABELS.map((_, label) => {
      const own = seen.filter(({ given }) => given === label);
      const meanOf = (axis: 'x' | 'y') => own.reduce((sum, each) => sum + each[axis], 0) / own.length;
      return Math.exp(-((point.x - meanOf('x')) ** 2 + (point.y - meanOf('y')) ** 2) / 2);
    });
    const sum = densities.reduce((total, density) => total + density, 0);
    return densities.map((density) => density / sum);
  });
}

describe('suspect labels', () => {
  it.each([1, 2, 3, 4, 5])('are the wrong ones among three neighbouring classes, seed %d', (seed) => {
    const points = drawPoints(600, createRandom(seed));
    const suspects = findSuspectLabels({
      labels: LABELS,
      given: points.map(({ given }) => LABELS[given] ?? ''),
      probabilities: heldOutProbabilities(points),
    });
    const isWrong = (place: number) => points[place]?.true !== points[place]?.given;
    const wrong = points.filter((_, place) => isWrong(place)).length;
    const found = suspects.filter(({ place }) => isWrong(place));
    // By chance, precision would be the share of wrong labels, .08, and recall the share of rows named, about as much.
    expect(found.length / suspects.length).toBeGreaterThan(0.8);
    expect(found.length / wrong).toBeGreaterThan(0.8);
    expect(suspects.slice(0, 10).every(({ place }) => isWrong(place))).toBe(true);
    const right = found.filter(({ place, suggested }) => LABELS[points[place]?.true ?? -1] === suggested);
    expect(right.length / found.length).toBeGreaterThan(0.95);
  });

  it('come with the evidence, surest first', () => {
    const suspects = findSuspectLabels({
      labels: LABELS,
      given: ['a', 'a', 'a', 'b', 'b'],
      probabilities: [
        [0.9, 0.1, 0],
        [0.3, 0.7, 0],
        [0.1, 0.9, 0],
        [0.1, 0.9, 0],
        [0.5, 0.5, 0],
      ],
    });
    // Thresholds: a (.9 + .3 + .1) / 3, b (.9 + .5) / 2. The last row reaches the one of a, but is no likelier for it.
    expect(suspects).toEqual([
      {
        place: 2,
        given: 'a',
        suggested: 'b',
        givenProbability: 0.1,
        suggestedProbability: 0.9,
        threshold: 0.7,
        margin: expect.closeTo(0.8),
      },
      {
        place: 1,
        given: 'a',
        suggested: 'b',
        givenProbability: 0.3,
        suggestedProbability: 0.7,
        threshold: 0.7,
        margin: expect.closeTo(0.4),
      },
    ]);
  });

  it('never suggest a label below what its own rows get, nor one without rows', () => {
    const unsure = {
      labels: LABELS,
      given: ['a', 'a', 'b'],
      probabilities: [
        [1, 0, 0],
        [0.4, 0.5, 0.1],
        [0.1, 0.9, 0],
      ],
    };
    expect(findSuspectLabels(unsure)).toEqual([]);
    expect(findSuspectLabels({ labels: LABELS, given: ['a'], probabilities: [[0.1, 0, 0.9]] })).toEqual([]);
  });
});
