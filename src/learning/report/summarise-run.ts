import { type ClassificationReport, classificationReport } from '../classification-report.js';
import { confidenceHistogram, type HistogramBin } from './confidence-histogram.js';
import { type Confusion, countConfusions, type WorstConfusion, worstConfusions } from './count-confusions.js';
import type { EvaluationRow, EvaluationRun } from './evaluation-run.js';
import { asWritten, canBeRight, headlineRows, type JudgedRow, judgeRows } from './judge-rows.js';
import { type OutOfScopeCurve, outOfScopeCurve } from './out-of-scope-curve.js';
import { measureReliability, type Reliability } from './reliability.js';
import { shareInterval } from './share-interval.js';

/** Right answers among some messages; the true accuracy lies in the interval with 95 % confidence. */
export type GroupScore = { group: string; count: number; accuracy: number; interval: [low: number, high: number] };

/** A message and why it was read so; `actual` is what was meant. */
export type ExplainedMessage = {
  text: string;
  actual: string;
  predicted: string;
  confidence: number;
  why: NonNullable<EvaluationRow['why']>;
};

/** What there is to say about a run, as JSON. All shares are 0..1. */
export type RunSummary = {
  name: string;
  modelId: string;
  outOfScopeLabel: string | undefined;
  /** Messages that the headline figures are of; see headlineRows. */
  count: number;
  right: number;
  accuracy: number;
  interval: [low: number, high: number];
  macroF1: number;
  weightedF1: number;
  intents: ClassificationReport['labels'];
  confusion: Confusion[];
  worstConfusions: WorstConfusion[];
  reliability: Reliability;
  histogram: HistogramBin[];
  outOfScope: OutOfScopeCurve | undefined;
  /** Messages as written first; empty unless some have noise. */
  byNoise: GroupScore[];
  /** Empty unless there are several languages. */
  byLanguage: GroupScore[];
  /** Messages that came with a reason, the wrong ones first. */
  explained: ExplainedMessage[];
};

export const AS_WRITTEN = 'as written';

/** Everything the report shows about one run. */
export function summariseRun(run: EvaluationRun): RunSummary {
  const all = judgeRows(run);
  const rows = headlineRows(run, all);
  const report = classificationReport(rows.map(({ row, predicted }) => ({ actual: row.actual, predicted })));
  const { group: _, ...headline } = scoreGroup('', rows);
  return {
    name: run.name,
    modelId: run.modelId,
    outOfScopeLabel: run.outOfScopeLabel,
    ...headline,
    right: rows.filter(({ isRight }) => isRight).length,
    macroF1: report.macro.f1,
    weightedF1: report.weighted.f1,
    intents: report.labels,
    confusion: countConfusions(rows),
    worstConfusions: worstConfusions(rows),
    reliability: measureReliability(rows),
    histogram: confidenceHistogram(rows),
    outOfScope: outOfScopeCurve(
      run,
      asWritten(all).map(({ row }) => row),
    ),
    ...scoreGroups(run, all),
    explained: explain(all),
  };
}

function scoreGroups(run: EvaluationRun, all: JudgedRow[]): Pick<RunSummary, 'byNoise' | 'byLanguage'> {
  const answerable = all.filter(({ row }) => canBeRight(run, row.actual));
  const byNoise = groupBy(answerable, ({ noise }) => noise ?? AS_WRITTEN);
  const byLanguage = groupBy(headlineRows(run, all), ({ language }) => language ?? 'not stated');
  return {
    byNoise: all.some(({ row }) => row.noise !== undefined) ? byNoise.sort(asWrittenFirst) : [],
    byLanguage: byLanguage.length > 1 ? byLanguage : [],
  };
}

function groupBy(rows: JudgedRow[], groupOf: (row: EvaluationRow) => string): GroupScore[] {
  const groups = new Map<string, JudgedRow[]>();
  for (const each of rows) {
    const members = groups.get(groupOf(each.row));
    if (members === undefined) groups.set(groupOf(each.row), [each]);
    else members.push(each);
  }
  return [...groups]
    .map(([group, members]) => scoreGroup(group, members))
    .sort((one, other) => other.count - one.count);
}

function scoreGroup(group: string, rows: JudgedRow[]): GroupScore {
  const right = rows.filter(({ isRight }) => isRight).length;
  const count = rows.length;
  return { group, count, accuracy: count === 0 ? 0 : right / count, interval: shareInterval(right, count) };
}

/** Then from the best to the worst. */
function asWrittenFirst(one: GroupScore, other: GroupScore): number {
  if (one.group === AS_WRITTEN) return -1;
  if (other.group === AS_WRITTEN) return 1;
  return other.accuracy - one.accuracy;
}

function explain(judged: JudgedRow[]): ExplainedMessage[] {
  return judged
    .toSorted((one, other) => Number(one.isRight) - Number(other.isRight))
    .flatMap(({ row: { text, actual, why }, predicted, confidence }) =>
      why === undefined ? [] : [{ text, actual, predicted, confidence, why }],
    );
}
