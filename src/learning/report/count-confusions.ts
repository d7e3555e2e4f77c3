import type { JudgedRow } from './judge-rows.js';

/** How often messages of one intent were read as another, or as itself. */
export type Confusion = { actual: string; predicted: string; count: number };

/** A mistake that recurs: `share` is of all messages that meant `actual`; the surest mistakes come first. */
export type WorstConfusion = Confusion & { share: number; examples: { text: string; confidence: number }[] };

const MOST_EXAMPLES = 3;

/** The cells of the confusion matrix that are not 0. */
export function countConfusions(judged: JudgedRow[]): Confusion[] {
  return [...groupByPair(judged).values()]
    .flatMap((rows) => rows.slice(0, 1).map(({ row, predicted }) => ({ actual: row.actual, predicted, rows })))
    .map(({ actual, predicted, rows }) => ({ actual, predicted, count: rows.length }))
    .sort((one, other) => compare(one.actual, other.actual) || compare(one.predicted, other.predicted));
}

/** The mistakes that happen most often, with messages they happened to. */
export function worstConfusions(judged: JudgedRow[], most = 15): WorstConfusion[] {
  const pairs = groupByPair(judged);
  return countConfusions(judged)
    .filter(({ actual, predicted }) => actual !== predicted)
    .map((confusion) => ({ ...confusion, share: confusion.count / countOf(judged, confusion.actual) }))
    .sort((one, other) => other.count - one.count || other.share - one.share)
    .slice(0, most)
    .map((confusion) => {
      const rows = pairs.get(keyOf(confusion.actual, confusion.predicted)) ?? [];
      return { ...confusion, examples: surestOf(rows) };
    });
}

function surestOf(rows: JudgedRow[]): WorstConfusion['examples'] {
  return [...rows]
    .sort((one, other) => other.confidence - one.confidence)
    .slice(0, MOST_EXAMPLES)
    .map(({ row, confidence }) => ({ text: row.text, confidence }));
}

function groupByPair(judged: JudgedRow[]): Map<string, JudgedRow[]> {
  const pairs = new Map<string, JudgedRow[]>();
  for (const each of judged) {
    const key = keyOf(each.row.actual, each.predicted);
    pairs.set(key, [...(pairs.get(key) ?? []), each]);
  }
  return pairs;
}

function countOf(judged: JudgedRow[], actual: string): number {
  return judged.filter(({ row }) => row.actual === actual).length;
}

function keyOf(actual: string, predicted: string): string {
  return JSON.stringify([actual, predicted]);
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
