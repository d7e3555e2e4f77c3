import type { LabelledText } from '../read-labelled-csv.js';
import { comparableText } from './comparable-text.js';
import { createSimilarTexts, type Similar } from './similar-texts.js';

/** Rows are named by their place in what was given, from 0. */
export type CleanedRows<T> = {
  /** What to train on, in the order it came. */
  rows: T[];
  dropped: DroppedRow[];
  contradictions: Contradiction[];
  lookalikes: Lookalike[];
};

/**
 * Why a row is left out. `of` is the place of the row it is like, in the held-out texts for `held-out`; similarity is 1
 * where the texts are equal but for case, marks and numbers.
 */
export type DroppedRow = {
  kind: 'held-out' | 'contradiction' | 'duplicate' | 'near-duplicate';
  place: number;
  of: number;
  similarity: number;
};

/** One text, as it is compared, under several labels. `kept` is the label that most of its rows have; undefined: all are left out. */
export type Contradiction = { text: string; rows: { place: number; label: string }[]; kept: string | undefined };

/** Two kept rows with nearly the same text and different labels: worth a look, and often right, as with "don't". */
export type Lookalike = { place: number; of: number; similarity: number };

/** Character trigrams in common, of all that either has. */
const NEARLY_EQUAL = 0.9;
/** With this share of the rows of a text, a label wins over the others, which are taken for slips. */
const CLEAR_MAJORITY = 0.75;

/**
 * Drops what would be learned twice, what says two things at once, and what a held-out set is to be judged on. Of equal
 * and nearly equal rows with one label the first stays. Equal texts with several labels are all left out, unless one
 * label has three quarters of them: nobody can say which is meant, and a model that learns both is sure of neither.
 * Nearly equal texts with different labels stay, because a small word can be the difference.
 */
export function cleanRows<T extends LabelledText>(
  rows: readonly T[],
  { heldOut = [] }: { heldOut?: readonly string[] } = {},
): CleanedRows<T> {
  const comparison = compare(rows, heldOut);
  const judged = rows.flatMap((_, place) => findHeldOut(place, comparison));
  const isJudged = new Set(judged.map(({ place }) => place));
  const places = [...rows.keys()].filter((place) => !isJudged.has(place));
  const contradictions = findContradictions(rows, places, comparison);
  const { kept, dropped, lookalikes } = keepFirst(rows, places, { ...comparison, contradictions });
  return {
    rows: rows.filter((_, place) => kept.has(place)),
    dropped: [...judged, ...dropped].sort((one, other) => one.place - other.place),
    contradictions,
    lookalikes,
  };
}

/** The texts of all rows, and those that are like one that was remembered; held-out texts are from the start. */
type Comparison = {
  textOf(place: number): string;
  heldOutLike(place: number): Similar[];
  rowsLike(place: number): Similar[];
  remember(place: number): void;
};

function compare(rows: readonly LabelledText[], heldOut: readonly string[]): Comparison {
  const texts = [...heldOut, ...rows.map(({ text }) => text)].map(comparableText);
  const similar = createSimilarTexts(texts, NEARLY_EQUAL);
  const first = heldOut.length;
  for (const place of firstPlaces(texts.slice(0, first))) similar.add(place);
  return {
    textOf: (place) => texts[first + place] ?? '',
    heldOutLike: (place) => similar.find(first + place).filter((each) => each.place < first),
    rowsLike: (place) =>
      similar
        .find(first + place)
        .filter((each) => each.place >= first)
        .map((each) => ({ ...each, place: each.place - first })),
    remember: (place) => similar.add(first + place),
  };
}

/** Of each distinct text. */
function firstPlaces(texts: readonly string[]): number[] {
  const places = new Map<string, number>();
  texts.forEach((text, place) => {
    if (!places.has(text)) places.set(text, place);
  });
  return [...places.values()];
}

function findHeldOut(place: number, { heldOutLike }: Comparison): DroppedRow[] {
  return heldOutLike(place)
    .slice(0, 1)
    .map((like) => ({ kind: 'held-out', place, of: like.place, similarity: like.similarity }));
}

function findContradictions(
  rows: readonly LabelledText[],
  places: readonly number[],
  { textOf }: Comparison,
): Contradiction[] {
  const rowsByText = new Map<string, Contradiction['rows']>();
  for (const place of places) {
    const same = rowsByText.get(textOf(place)) ?? [];
    same.push({ place, label: rows[place]?.label ?? '' });
    rowsByText.set(textOf(place), same);
  }
  return [...rowsByText]
    .map(([text, same]) => ({ text, rows: same, kept: majorityOf(same.map(({ label }) => label)) }))
    .filter(({ rows: same }) => new Set(same.map(({ label }) => label)).size > 1);
}

function majorityOf(labels: readonly string[]): string | undefined {
  const needed = CLEAR_MAJORITY * labels.length;
  return [...new Set(labels)].find((label) => labels.filter((each) => each === label).length >= needed);
}

type Kept = { kept: Set<number>; dropped: DroppedRow[]; lookalikes: Lookalike[] };

function keepFirst(
  rows: readonly LabelledText[],
  places: readonly number[],
  { textOf, rowsLike, remember, contradictions }: Comparison & { contradictions: Contradiction[] },
): Kept {
  const verdicts = new Map(contradictions.map((contradiction) => [contradiction.text, contradiction]));
  const { kept, dropped, lookalikes }: Kept = { kept: new Set(), dropped: [], lookalikes: [] };
  for (const place of places) {
    const { label = '' } = rows[place] ?? {};
    const verdict = verdicts.get(textOf(place));
    if (verdict !== undefined && verdict.kept !== label) {
      dropped.push({ kind: 'contradiction', place, of: verdict.rows[0]?.place ?? place, similarity: 1 });
      continue;
    }
    const like = rowsLike(place);
    const twin = like.find((each) => rows[each.place]?.label === label);
    if (twin !== undefined) {
      const kind = textOf(twin.place) === textOf(place) ? 'duplicate' : 'near-duplicate';
      dropped.push({ kind, place, of: twin.place, similarity: twin.similarity });
      continue;
    }
    lookalikes.push(...like.slice(0, 1).map((each) => ({ place, of: each.place, similarity: each.similarity })));
    kept.add(place);
    remember(place);
  }
  return { kept, dropped, lookalikes };
}
