import { withoutIdentifiers } from '../understanding/extract-slots.js';
import type { TokenRow } from './fine-tune/token-row.js';
import type { LabelledText } from './read-labelled-csv.js';

/** Messages as fine-tuning takes them, read as in service; each label is its place in `labels`. */
export function toTokenRows(
  rows: readonly LabelledText[],
  { labels, tokenise }: { labels: readonly string[]; tokenise: (text: string) => number[] },
): TokenRow[] {
  const numbers = new Map(labels.map((label, number) => [label, number]));
  return rows.map(({ text, label }) => ({
    ids: tokenise(withoutIdentifiers(text)),
    label: numbers.get(label) ?? 0,
  }));
}
