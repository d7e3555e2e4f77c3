import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluationRunSchema } from '../../../src/learning/report/evaluation-run.js';
import { outOfScopeCurve } from '../../../src/learning/report/out-of-scope-curve.js';
import { summariseRun } from '../../../src/learning/report/summarise-run.js';
import { aRun, aWholeRun } from './a-run.js';

describe('the summary of a run', () => {
  it('counts right answers and what was read as what', () => {
    const summary = summariseRun(
      aRun([
        { text: 'a1', actual: 'a', said: 'a' },
        { text: 'a2', actual: 'a', said: 'b', sure: 0.6 },
        { text: 'a3', actual: 'a', said: 'b', sure: 0.7 },
        { text: 'b1', actual: 'b', said: 'b' },
      ]),
    );
    expect(summary).toMatchObject({ count: 4, right: 2, accuracy: 0.5, macroF1: 0.5, weightedF1: 0.5 });
    expect(summary.confusion).toEqual([
      { actual: 'a', predicted: 'a', count: 1 },
      { actual: 'a', predicted: 'b', count: 2 },
      { actual: 'b', predicted: 'b', count: 1 },
    ]);
    expect(summary.worstConfusions).toEqual([
      {
        actual: 'a',
        predicted: 'b',
        count: 2,
        share: 2 / 3,
        examples: [
          { text: 'a3', confidence: 0.7 },
          { text: 'a2', confidence: 0.6 },
        ],
      },
    ]);
  });

  it('shows at most three examples of a mistake, the surest first', () => {
    const rows = [0.5, 0.8, 0.6, 0.9].map((sure) => ({ text: `${sure}`, actual: 'a', said: 'b', sure }));
    expect(summariseRun(aRun(rows)).worstConfusions[0]?.examples.map(({ text }) => text)).toEqual([
      '0.9',
      '0.8',
      '0.6',
    ]);
  });

  it('judges by messages as they were written, noisy ones apart', () => {
    const summary = summariseRun(
      aRun([
        { text: 'where', actual: 'a', said: 'a' },
        { text: 'wheer', actual: 'a', said: 'b', noise: 'misspelling' },
        { text: 'wher', actual: 'a', said: 'a', noise: 'misspelling' },
        { text: 'WHERE', actual: 'a', said: 'a', noise: 'casing' },
      ]),
    );
    expect(summary).toMatchObject({ count: 1, accuracy: 1 });
    expect(summary.byNoise.map(({ group, count, accuracy }) => [group, count, accuracy])).toEqual([
      ['as written', 1, 1],
      ['casing', 1, 1],
      ['misspelling', 2, 0.5],
    ]);
  });

  it('judges each language when there are several', () => {
    const row = { text: 'x', actual: 'a', said: 'a' };
    expect(summariseRun(aRun([{ ...row, language: 'en' }])).byLanguage).toEqual([]);
    const { byLanguage } = summariseRun(
      aRun([
        { ...row, language: 'en' },
        { ...row, language: 'en', said: 'b' },
        { ...row, language: 'zh' },
      ]),
    );
    expect(byLanguage).toMatchObject([
      { group: 'en', count: 2, accuracy: 0.5 },
      { group: 'zh', count: 1, accuracy: 1 },
    ]);
  });

  it('does not hold messages out of scope against a model that has no such label', () => {
    const rows = [
      { text: 'in', actual: 'a', said: 'a', unknownScore: 0 },
      { text: 'out', actual: 'oos', said: 'b', unknownScore: 1 },
    ];
    const unaware = summariseRun(aRun(rows, { labels: ['a', 'b'], outOfScopeLabel: 'oos' }));
    expect(unaware).toMatchObject({ count: 1, accuracy: 1, outOfScope: { auroc: 1, inScope: 1, outOfScope: 1 } });
    const aware = summariseRun(aRun(rows, { labels: ['a', 'b', 'oos'], outOfScopeLabel: 'oos' }));
    expect(aware).toMatchObject({ count: 2, accuracy: 0.5 });
  });

  it('lists messages with a reason, the wrong ones first', () => {
    const why = { words: [], neighbours: [] };
    const { explained } = summariseRun(
      aRun([
        { text: 'right', actual: 'a', said: 'a', why },
        { text: 'unexplained', actual: 'a', said: 'b' },
        { text: 'wrong', actual: 'a', said: 'b', why },
      ]),
    );
    expect(explained.map(({ text }) => text)).toEqual(['wrong', 'right']);
  });

  it('is the same after a way through JSON', () => {
    const summary = summariseRun(aWholeRun());
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });

  it('of no message is made too', () => {
    expect(summariseRun(aRun([], { labels: ['a'] }))).toMatchObject({ count: 0, accuracy: 0, worstConfusions: [] });
  });
});

describe('the out-of-scope curve', () => {
  const curveOf = (outside: number[], inside: number[]) => {
    const rows = [
      ...outside.map((unknownScore) => ({ text: 'o', actual: 'oos', said: 'a', unknownScore })),
      ...inside.map((unknownScore) => ({ text: 'i', actual: 'a', said: 'a', unknownScore })),
    ];
    const run = aRun(rows, { labels: ['a'], outOfScopeLabel: 'oos' });
    return outOfScopeCurve(run, run.rows);
  };

  it('says what catching 95 % costs', () => {
    const curve = curveOf([5, 4, 3, 1], [2, 0, 0, 0, 4]);
    expect(curve?.at95Recall).toEqual({ threshold: 1, recall: 1, falseAlarms: 0.4, precision: 4 / 6 });
    expect(curve?.auroc).toBeCloseTo((5 + 4.5 + 4 + 3) / 20);
    expect(curve?.operatingPoints.at(-1)).toEqual({
      atMost: 0.1,
      point: { threshold: 5, recall: 0.25, falseAlarms: 0, precision: 1 },
    });
  });

  it('rises to all messages, and encloses the area that the ranks give', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(scores, scores, (outside, inside) => {
        const { points = [], auroc } = curveOf(outside, inside) ?? {};
        expect(points.at(-1)).toMatchObject({ recall: 1, falseAlarms: 1 });
        const start = { recall: 0, falseAlarms: 0 };
        const area = points.reduce((sum, { recall, falseAlarms }, at) => {
          const before = points[at - 1] ?? start;
          return sum + ((recall + before.recall) / 2) * (falseAlarms - before.falseAlarms);
        }, 0);
        expect(area).toBeCloseTo(auroc ?? -1, 10);
      }),
    );
  });

  it('falls back on the probability of the label, then on lack of confidence', () => {
    const rows = [
      { text: 'o', actual: 'oos', said: 'oos' },
      { text: 'i', actual: 'a', said: 'a' },
    ];
    const aware = aRun(rows, { labels: ['a', 'oos'], outOfScopeLabel: 'oos' });
    expect(outOfScopeCurve(aware, aware.rows)).toMatchObject({ scoredBy: 'label-probability', auroc: 1 });
    const unaware = aRun([{ text: 'o', actual: 'oos', said: 'b', sure: 0.5 }, ...rows.slice(1)], {
      labels: ['a', 'b'],
      outOfScopeLabel: 'oos',
    });
    expect(outOfScopeCurve(unaware, unaware.rows)).toMatchObject({ scoredBy: 'lack-of-confidence', auroc: 1 });
  });

  it('is not drawn when every message is in scope', () => {
    expect(curveOf([], [1, 2])).toBeUndefined();
  });

  it('keeps some 200 points of many', () => {
    const outside = Array.from({ length: 1_000 }, (_, at) => Math.sin(at) + 0.3);
    const inside = Array.from({ length: 1_000 }, (_, at) => Math.cos(at * 1.7));
    expect(curveOf(outside, inside)?.points.length).toBeLessThanOrEqual(201);
  });
});

describe('a run', () => {
  const run = aWholeRun();

  it('is read from JSON', () => {
    expect(evaluationRunSchema.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
  });

  it('is refused when probabilities, scores or labels do not fit', () => {
    const problems = (change: object) =>
      evaluationRunSchema.safeParse({ ...run, ...change }).error?.issues.map(({ message }) => message);
    const [first, ...others] = run.rows;
    const { unknownScore: _, ...unscored } = first!;
    expect(problems({ rows: [unscored, ...others] })).toEqual(['1 rows lack unknownScore, others have it']);
    expect(problems({ rows: [{ ...first, probabilities: [1] }] })).toEqual(['expected 7 probabilities, found 1']);
    expect(problems({ labels: [...run.labels.slice(1), 'intent_1'] })).toEqual(['labels must differ']);
    expect(problems({ rows: [{ ...first, probabilities: [2, 0, 0, 0, 0, 0, 0] }] })).toHaveLength(1);
  });
});
