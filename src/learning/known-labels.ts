import { AppError } from '../errors.js';
import type { LabelledLine } from './read-labelled-csv.js';

/** A label of some messages that is none of those known. */
export type UnknownLabel = { label: string; messages: number; firstLine: number };

/** In the order they first stand in. */
export function findUnknownLabels(lines: readonly LabelledLine[], known: readonly string[]): UnknownLabel[] {
  const unknown = new Map<string, UnknownLabel>();
  for (const { label, line } of lines) {
    if (known.includes(label)) continue;
    const before = unknown.get(label) ?? { label, messages: 0, firstLine: line };
    unknown.set(label, { ...before, messages: before.messages + 1 });
  }
  return [...unknown.values()];
}

/**
 * What is judged by a label that cannot be answered would only ever count as a mistake.
 * @param by what knows the labels, to name it
 * @throws BAD_INPUT naming each label that is not known, of how many messages, and the known ones most like it
 */
export function requireKnownLabels(
  lines: readonly LabelledLine[],
  { file, known, by }: { file: string; known: readonly string[]; by: string },
): void {
  const unknown = findUnknownLabels(lines, known);
  if (unknown.length === 0) return;
  const more = unknown.length - SHOWN;
  throw new AppError('BAD_INPUT', {
    details: [
      ...unknown.slice(0, SHOWN).map((each) => `${file}:${each.firstLine}: ${describe(each, known, by)}`),
      ...(more > 0 ? [`and ${more} more such labels`] : []),
      `${by} knows ${known.join(', ')}`,
      'Correct the labels, or leave these messages out',
    ],
  });
}

const SHOWN = 20;

function describe({ label, messages }: UnknownLabel, known: readonly string[], by: string): string {
  const like = mostLike(label, known);
  const count = messages === 1 ? '1 message has' : `${messages} messages have`;
  return `${count} label ${label}, which ${by} does not know${like.length > 0 ? `; most like it: ${like.join(', ')}` : ''}`;
}

const NAMED = 3;
const ALIKE = 0.3;

/** By the pairs of letters they share, of all that either has (Dice's coefficient). */
function mostLike(label: string, known: readonly string[]): string[] {
  const own = pairsOf(label);
  return known
    .map((name) => {
      const pairs = pairsOf(name);
      const shared = [...own].filter((pair) => pairs.has(pair)).length;
      return { name, likeness: (2 * shared) / Math.max(1, own.size + pairs.size) };
    })
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, NAMED)
    .map(({ name }) => name);
}

function pairsOf(name: string): Set<string> {
  const plain = name.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)));
}
