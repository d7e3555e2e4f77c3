import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auroc } from '../../src/learning/auroc.js';

// Few distinct scores, so that ties are common.
const scores = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 30 });

describe('the area under the ROC curve', () => {
  it('is how often a positive scores above a negative, ties counting half', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const wins = positives.flatMap((positive) =>
          negatives.map((negative): number => (positive > negative ? 1 : positive === negative ? 0.5 : 0)),
        );
        const share = wins.reduce((sum, win) => sum + win, 0) / wins.length;
        expect(auroc(positives, negatives)).toBeCloseTo(share, 10);
      }),
    );
  });

  it('is 1 when all positives score higher, 0 when all score lower', () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1, 2], [3, 4])).toBe(0);
  });
});
