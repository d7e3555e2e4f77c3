import type { Example } from '../fit-head.js';
import type { LabelledText } from '../read-labelled-csv.js';
import { findSuspectLabels, type SuspectLabel } from '../suspect-labels.js';
import { type ClassBalance, classBalance, formatBalance } from './class-balance.js';
import type { DroppedRow } from './clean-rows.js';

/** What whoever writes phrases should know of them. */
export type DataCare = {
  balance: ClassBalance;
  dropped: DroppedPhrase[];
  /** Surest first. */
  suspects: SuspectPhrase[];
};

/** A phrase that was left out, and the one it is like. */
export type DroppedPhrase = LabelledText & { kind: DroppedRow['kind']; like: LabelledText };

/** A phrase that looks like one of another intent, and the phrase of that intent which is nearest to it. */
export type SuspectPhrase = Omit<SuspectLabel, 'place'> & { text: string; nearest: string };

export type CareMaterial = {
  /** As they were given, before any was left out. */
  given: readonly LabelledText[];
  dropped: readonly DroppedRow[];
  /** Those that were trained on, in order. */
  examples: readonly Example[];
  labels: readonly string[];
  /** Of each example, by a model that had not seen it, [examples, classes]. */
  probabilities: readonly ArrayLike<number>[];
};

export function describeData({ given, dropped, examples, labels, probabilities }: CareMaterial): DataCare {
  const suspects = findSuspectLabels({ labels, given: examples.map(({ label }) => label), probabilities });
  return {
    balance: classBalance(examples),
    dropped: dropped.flatMap(({ kind, place, of }) => {
      const [row, like] = [given[place], given[of]];
      return row === undefined || like === undefined ? [] : [{ kind, ...textOf(row), like: textOf(like) }];
    }),
    suspects: suspects.flatMap(({ place, ...evidence }) => {
      const example = examples[place];
      if (example === undefined) return [];
      const nearest = nearestOf(example, examples, evidence.suggested)?.text ?? '';
      return [{ text: example.text, nearest, ...evidence }];
    }),
  };
}

/** For a terminal: what was left out, how the intents are balanced, and the likeliest mistakes. */
export function careLines({ balance, dropped, suspects }: DataCare, shown = 10): string[] {
  const kinds = new Map<string, number>();
  for (const { kind } of dropped) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const counts = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [
    ...(dropped.length > 0 ? [`Left out ${dropped.length} phrases: ${counts}`] : []),
    formatBalance(balance).split('\n').at(-1) ?? '',
    ...(suspects.length > 0 ? [`${suspects.length} phrases look like another intent's; all are in report.html`] : []),
    ...suspects.slice(0, shown).map(suspectLine),
  ];
}

function suspectLine({ text, given, suggested, ...evidence }: SuspectPhrase): string {
  const { givenProbability, suggestedProbability, threshold, nearest } = evidence;
  const numbers = `${given} ${givenProbability.toFixed(2)}, ${suggested} ${suggestedProbability.toFixed(2)}`;
  return `  "${text}": ${numbers} (its own phrases get ${threshold.toFixed(2)}); near "${nearest}"`;
}

function textOf({ text, label }: LabelledText): LabelledText {
  return { text, label };
}

function nearestOf(example: Example, examples: readonly Example[], label: string): Example | undefined {
  const others = examples.filter((other) => other.label === label);
  const closeness = ({ vector }: Example) =>
    vector.reduce((sum, value, index) => sum + value * (example.vector[index] ?? 0), 0);
  return others.reduce<{ best: Example | undefined; most: number }>(
    ({ best, most }, other) => {
      const close = closeness(other);
      return close > most ? { best: other, most: close } : { best, most };
    },
    { best: undefined, most: Number.NEGATIVE_INFINITY },
  ).best;
}
