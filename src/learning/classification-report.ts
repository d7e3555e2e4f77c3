/** Share of right answers and, per label and averaged, precision, recall and their harmonic mean; all 0..1. */
export type ClassificationReport = {
  accuracy: number;
  support: number;
  labels: LabelScore[];
  macro: Score;
  weighted: Score;
};

type Score = { precision: number; recall: number; f1: number };
type LabelScore = Score & { label: string; support: number };

/**
 * Judges predictions the way scikit-learn's classification_report does: every label that was meant or predicted
 * counts, and 0 of 0 is 0.
 */
export function classificationReport(pairs: { actual: string; predicted: string }[]): ClassificationReport {
  const counts = new Map<string, { right: number; actual: number; predicted: number }>();
  const countOf = (label: string) => {
    const known = counts.get(label) ?? { right: 0, actual: 0, predicted: 0 };
    counts.set(label, known);
    return known;
  };
  for (const { actual, predicted } of pairs) {
    countOf(actual).actual += 1;
    countOf(predicted).predicted += 1;
    if (actual === predicted) countOf(actual).right += 1;
  }
  const labels = [...counts]
    .map(([label, { right, actual, predicted }]) => ({ label, support: actual, ...toScore(right, actual, predicted) }))
    .sort((one, other) => (one.label < other.label ? -1 : 1));
  return {
    accuracy: ratio(pairs.filter(({ actual, predicted }) => actual === predicted).length, pairs.length),
    support: pairs.length,
    labels,
    macro: average(labels, () => 1),
    weighted: average(labels, ({ support }) => support),
  };
}

/** The report as a table of text, shares with four digits. */
export function formatReport({ labels, accuracy, macro, weighted, support }: ClassificationReport): string {
  const width = Math.max(12, ...labels.map(({ label }) => label.length));
  const line = (name: string, score: Score, count: number) =>
    [
      name.padEnd(width),
      ...[score.precision, score.recall, score.f1].map((share) => share.toFixed(4).padStart(10)),
      String(count).padStart(9),
    ].join('');
  return [
    ''.padEnd(width) +
      ['precision', 'recall', 'f1'].map((title) => title.padStart(10)).join('') +
      'support'.padStart(9),
    ...labels.map((score) => line(score.label, score, score.support)),
    '',
    `${'accuracy'.padEnd(width + 20)}${accuracy.toFixed(4).padStart(10)}${String(support).padStart(9)}`,
    line('macro avg', macro, support),
    line('weighted avg', weighted, support),
  ].join('\n');
}

function toScore(right: number, actual: number, predicted: number): Score {
  const precision = ratio(right, predicted);
  const recall = ratio(right, actual);
  return { precision, recall, f1: ratio(2 * precision * recall, precision + recall) };
}

function average(labels: LabelScore[], weightOf: (score: LabelScore) => number): Score {
  const total = labels.reduce((sum, score) => sum + weightOf(score), 0);
  const mean = (pick: (score: Score) => number) =>
    ratio(
      labels.reduce((sum, score) => sum + weightOf(score) * pick(score), 0),
      total,
    );
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
