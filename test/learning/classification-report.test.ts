import { describe, expect, it } from 'vitest';
import { classificationReport, formatReport } from '../../src/learning/classification-report.js';

// scikit-learn 1.x: classification_report(list('aaabbcc'), list('aabbbca'), digits=4, zero_division=0)
const pairs = [...'aaabbcc'].map((actual, at) => ({ actual, predicted: [...'aabbbca'][at] ?? '' }));

describe('a classification report', () => {
  it('agrees with scikit-learn', () => {
    const report = classificationReport(pairs);
    const score = (label: string) => report.labels.find((each) => each.label === label);
    expect(score('a')).toMatchObject({ precision: expect.closeTo(2 / 3), recall: expect.closeTo(2 / 3), support: 3 });
    expect(score('b')).toMatchObject({
      precision: expect.closeTo(2 / 3),
      recall: 1,
      f1: expect.closeTo(0.8),
      support: 2,
    });
    expect(score('c')).toMatchObject({ precision: 1, recall: 0.5, f1: expect.closeTo(2 / 3), support: 2 });
    expect(report.accuracy).toBeCloseTo(0.7143, 4);
    expect(report.macro).toEqual({
      precision: expect.closeTo(0.7778, 4),
      recall: expect.closeTo(0.7222, 4),
      f1: expect.closeTo(0.7111, 4),
    });
    expect(report.weighted).toEqual({
      precision: expect.closeTo(0.7619, 4),
      recall: expect.closeTo(0.7143, 4),
      f1: expect.closeTo(0.7048, 4),
    });
  });

  it('counts a label that was only predicted, and one that never was', () => {
    const { labels } = classificationReport([{ actual: 'a', predicted: 'b' }]);
    expect(labels).toEqual([
      { label: 'a', support: 1, precision: 0, recall: 0, f1: 0 },
      { label: 'b', support: 0, precision: 0, recall: 0, f1: 0 },
    ]);
  });

  it('prints every label, the accuracy and both averages', () => {
    const text = formatReport(classificationReport(pairs));
    expect(text).toMatch(/^a +0\.6667 +0\.6667 +0\.6667 +3$/m);
    expect(text).toMatch(/^accuracy +0\.7143 +7$/m);
    expect(text).toMatch(/^macro avg +0\.7778 +0\.7222 +0\.7111 +7$/m);
  });
});
