/** A row whose label is probably wrong, with what says so; probabilities are 0..1. */
export type SuspectLabel = {
  /** Of the row in what was given, from 0. */
  place: number;
  given: string;
  suggested: string;
  givenProbability: number;
  suggestedProbability: number;
  /** What rows of the suggested label get for it on average; this row gets at least as much. */
  threshold: number;
  /** By how much the suggested label is likelier than the given one, above 0. */
  margin: number;
};

export type LabelledProbabilities = {
  /** In the order of the probabilities. */
  labels: readonly string[];
  /** The label of each row. */
  given: readonly string[];
  /** [rows, classes], by a model that had not seen the row in training; a model remembers the mistakes it was taught. */
  probabilities: readonly ArrayLike<number>[];
};

/**
 * Finds rows that look like a typical row of another label, surest first. A model is surer about some labels than about
 * others, so each has its own threshold: the mean probability that its own rows get for it. A row is suspect when
 * another label reaches its threshold, is the likeliest of those that do, and is likelier than the given one.
 * Northcutt et al., "Confident Learning: Estimating Uncertainty in Dataset Labels", 2021, sections 3.1 and 3.2.
 */
export function findSuspectLabels({ labels, given, probabilities }: LabelledProbabilities): SuspectLabel[] {
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const rows = given.map((label, place) => ({
    place,
    own: numbers.get(label) ?? -1,
    scores: probabilities[place] ?? [],
  }));
  const thresholds = labels.map((_, number) =>
    mean(rows.filter(({ own }) => own === number).map(({ scores }) => scores[number] ?? 0)),
  );
  const suspects = rows.flatMap(({ place, own, scores }): SuspectLabel[] => {
    const other = likeliestAbove(scores, thresholds);
    const [givenProbability, suggestedProbability] = [scores[own] ?? 0, scores[other] ?? 0];
    const margin = suggestedProbability - givenProbability;
    if (other === own || margin <= 0) return [];
    const evidence = { givenProbability, suggestedProbability, threshold: thresholds[other] ?? 1, margin };
    return [{ place, given: given[place] ?? '', suggested: labels[other] ?? '', ...evidence }];
  });
  return suspects.sort((one, other) => other.margin - one.margin || one.place - other.place);
}

/** -1 when no probability reaches its threshold. */
function likeliestAbove(scores: ArrayLike<number>, thresholds: readonly number[]): number {
  return thresholds.reduce((best, threshold, number) => {
    const score = scores[number] ?? 0;
    return score >= threshold && score > (scores[best] ?? 0) ? number : best;
  }, -1);
}

/** Infinite for none: a label that no row has is nothing to suggest. */
function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.POSITIVE_INFINITY : values.reduce((sum, value) => sum + value, 0) / values.length;
}
