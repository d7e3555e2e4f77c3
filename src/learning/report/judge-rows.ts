import type { EvaluationRow, EvaluationRun } from './evaluation-run.js';

/** A row and what the model made of it; confidence is the probability of the predicted label, 0..1. */
export type JudgedRow = { row: EvaluationRow; predicted: string; confidence: number; isRight: boolean };

/** Every row with the model's best label. */
export function judgeRows({ labels, rows }: EvaluationRun): JudgedRow[] {
  return rows.map((row) => {
    const confidence = row.probabilities.reduce((most, value) => Math.max(most, value), 0);
    const predicted = labels[row.probabilities.indexOf(confidence)] ?? '';
    return { row, predicted, confidence, isRight: predicted === row.actual };
  });
}

/**
 * The rows that the headline figures are of: messages as they were written, unless the run has none; without those
 * that are out of scope when the model has no such label, because it could not have been right about them.
 */
export function headlineRows(run: EvaluationRun, judged = judgeRows(run)): JudgedRow[] {
  return asWritten(judged).filter(({ row }) => canBeRight(run, row.actual));
}

/** The rows without noise; all when every row has some. */
export function asWritten(judged: JudgedRow[]): JudgedRow[] {
  const clean = judged.filter(({ row }) => row.noise === undefined);
  return clean.length > 0 ? clean : judged;
}

export function canBeRight({ labels, outOfScopeLabel }: EvaluationRun, actual: string): boolean {
  return actual !== outOfScopeLabel || labels.includes(actual);
}
