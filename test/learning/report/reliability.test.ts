import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceHistogram } from '../../../src/learning/report/confidence-histogram.js';
import { measureReliability } from '../../../src/learning/report/reliability.js';
import { shareInterval } from '../../../src/learning/report/share-interval.js';

const said = (confidence: number, right: number, of: number) =>
  Array.from({ length: of }, (_, at) => ({ confidence, isRight: at < right }));
const predictions = fc.array(
  fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }),
  { minLength: 1, maxLength: 80 },
);

describe('reliability', () => {
  it('is the gap between what was said and what was right, weighed by count', () => {
    expect(measureReliability(said(0.8, 8, 10)).ece).toBeCloseTo(0);
    const { ece, excess, bins } = measureReliability([...said(0.9, 5, 10), ...said(0.3, 6, 10)], 2);
    expect(bins).toMatchObject([
      { count: 10, confidence: expect.closeTo(0.3), accuracy: 0.6 },
      { count: 10, confidence: expect.closeTo(0.9), accuracy: 0.5 },
    ]);
    expect(ece).toBeCloseTo(0.35);
    expect(excess).toBeCloseTo(0.05);
  });

  it('puts equally many predictions into each bin', () => {
    const spread = Array.from({ length: 151 }, (_, at) => ({ confidence: at / 151, isRight: true }));
    const counts = measureReliability(spread).bins.map(({ count }) => count);
    expect(counts).toHaveLength(15);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('does not depend on the order of predictions, nor loses one', () => {
    const tied = predictions.map((list) =>
      list.map((each) => ({ ...each, confidence: Math.round(each.confidence * 8) / 8 })),
    );
    fc.assert(
      fc.property(fc.oneof(predictions, tied), (list) => {
        const reliability = measureReliability(list);
        const turned = measureReliability(list.toReversed());
        expect(turned.ece).toBeCloseTo(reliability.ece, 10);
        expect(turned.bins.map(({ count }) => count)).toEqual(reliability.bins.map(({ count }) => count));
        expect(reliability.bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
      }),
    );
  });

  it('is never less than the gap of the whole', () => {
    fc.assert(
      fc.property(predictions, (list) => {
        const { ece, excess } = measureReliability(list);
        expect(ece).toBeGreaterThanOrEqual(Math.abs(excess) - 1e-9);
      }),
    );
  });

  it('of nothing is 0', () => {
    expect(measureReliability([])).toEqual({ bins: [], ece: 0, excess: 0 });
  });
});

describe('the interval of a share', () => {
  it('agrees with the published Wilson interval', () => {
    const [low, high] = shareInterval(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
    expect(shareInterval(0, 0)).toEqual([0, 1]);
  });

  it('holds the share that was seen', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (right, wrong) => {
        fc.pre(right + wrong > 0);
        const [low, high] = shareInterval(right, right + wrong);
        expect(low).toBeLessThanOrEqual(right / (right + wrong) + 1e-9);
        expect(high).toBeGreaterThanOrEqual(right / (right + wrong) - 1e-9);
      }),
    );
  });
});

describe('the confidence histogram', () => {
  it('counts right and wrong answers apart, certainty in the last bin', () => {
    const bins = confidenceHistogram([...said(1, 2, 3), ...said(0, 0, 1), ...said(0.5, 1, 1)], 2);
    expect(bins).toEqual([
      { from: 0, to: 0.5, right: 0, wrong: 1 },
      { from: 0.5, to: 1, right: 3, wrong: 1 },
    ]);
  });
});
