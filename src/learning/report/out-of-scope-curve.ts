import { auroc } from '../auroc.js';
import type { EvaluationRow, EvaluationRun } from './evaluation-run.js';

/**
 * Calling every message of at least this score out of scope: the share of those out of scope that are caught (recall),
 * of the others that are called so by mistake (falseAlarms), and of the calls that are right (precision); 0..1.
 */
export type CurvePoint = { threshold: number; recall: number; falseAlarms: number; precision: number };

export type OutOfScopeCurve = {
  /** What is compared: the run's own score, the probability of the out-of-scope label, or 1 − confidence. */
  scoredBy: 'unknown-score' | 'label-probability' | 'lack-of-confidence';
  outOfScope: number;
  inScope: number;
  auroc: number;
  /** The strictest threshold that catches 95 % of the messages out of scope. */
  at95Recall: CurvePoint;
  /** The best recall for at most 1, 2, 5 and 10 % false alarms. */
  operatingPoints: { atMost: number; point: CurvePoint }[];
  /** From the strictest threshold to the one that calls every message out of scope; corners only, some 200 at most. */
  points: CurvePoint[];
};

const LIMITS = [0.01, 0.02, 0.05, 0.1];
const MOST_POINTS = 200;

/** How well messages out of scope are told from the others; undefined when the rows are all of one sort. */
export function outOfScopeCurve(run: EvaluationRun, rows: EvaluationRow[]): OutOfScopeCurve | undefined {
  const { scoredBy, scoreOf } = chooseScore(run, rows);
  const isOut = (row: EvaluationRow) => row.actual === run.outOfScopeLabel;
  const positives = rows.filter(isOut).map(scoreOf);
  const negatives = rows.filter((row) => !isOut(row)).map(scoreOf);
  if (positives.length === 0 || negatives.length === 0) return undefined;
  const points = walkThresholds(positives, negatives);
  const at95Recall = points.find(({ recall }) => recall >= 0.95);
  if (at95Recall === undefined) return undefined;
  return {
    scoredBy,
    outOfScope: positives.length,
    inScope: negatives.length,
    auroc: auroc(positives, negatives),
    at95Recall,
    operatingPoints: LIMITS.flatMap((atMost) => {
      const point = points.findLast(({ falseAlarms }) => falseAlarms <= atMost);
      return point === undefined ? [] : [{ atMost, point }];
    }),
    points: thin(points.filter((point, at) => isCorner(points[at - 1], point, points[at + 1]))),
  };
}

function chooseScore(
  { labels, outOfScopeLabel = '' }: EvaluationRun,
  rows: EvaluationRow[],
): { scoredBy: OutOfScopeCurve['scoredBy']; scoreOf: (row: EvaluationRow) => number } {
  if (rows.every(({ unknownScore }) => unknownScore !== undefined)) {
    return { scoredBy: 'unknown-score', scoreOf: ({ unknownScore = 0 }) => unknownScore };
  }
  const at = labels.indexOf(outOfScopeLabel);
  if (at >= 0) return { scoredBy: 'label-probability', scoreOf: ({ probabilities }) => probabilities[at] ?? 0 };
  return { scoredBy: 'lack-of-confidence', scoreOf: ({ probabilities }) => 1 - Math.max(0, ...probabilities) };
}

/** One point per distinct score, strictest first. */
function walkThresholds(positives: number[], negatives: number[]): CurvePoint[] {
  const scores = [
    ...positives.map((score) => ({ score, isOut: true })),
    ...negatives.map((score) => ({ score, isOut: false })),
  ].sort((one, other) => other.score - one.score);
  const points: CurvePoint[] = [];
  let caught = 0;
  scores.forEach(({ score, isOut }, at) => {
    if (isOut) caught += 1;
    if (scores[at + 1]?.score === score) return;
    const falseAlarms = (at + 1 - caught) / negatives.length;
    points.push({ threshold: score, recall: caught / positives.length, falseAlarms, precision: caught / (at + 1) });
  });
  return points;
}

/** Where the curve turns, or ends. */
function isCorner(before: CurvePoint | undefined, point: CurvePoint, after: CurvePoint | undefined): boolean {
  if (before === undefined || after === undefined) return true;
  const isUpright = before.falseAlarms === point.falseAlarms && point.falseAlarms === after.falseAlarms;
  const isLevel = before.recall === point.recall && point.recall === after.recall;
  return !isUpright && !isLevel;
}

function thin(points: CurvePoint[]): CurvePoint[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, at) => at % step === 0 || at === points.length - 1);
}
