import type { Choices } from '../random.js';
import { type Edit, inCaseOf, type Piece } from './pieces.js';

/** What may stand instead of a phrase, by the phrase in small letters. */
export type PhraseTable = { choices: ReadonlyMap<string, Choices<string>>; mostWords: number };

/** The first phrase may become any of the others. */
export function oneWay(lines: readonly Choices<string>[]): PhraseTable {
  return toTable(lines.map(([phrase, ...others]) => [phrase, others]));
}

/** Each phrase of a group may become any other of it. */
export function bothWays(groups: readonly Choices<string>[]): PhraseTable {
  return toTable(
    groups.flatMap((group) => group.map((phrase): Line => [phrase, group.filter((each) => each !== phrase)])),
  );
}

/** Where phrases of the table stand, from left to right, the longest first and none over another. */
export function editPhrases(pieces: readonly Piece[], table: PhraseTable): Edit[] {
  const edits: Edit[] = [];
  for (let start = 0; start < pieces.length; ) {
    const edit = editAt(pieces, start, table);
    if (edit !== undefined) edits.push(edit);
    start = edit?.end ?? start + 1;
  }
  return edits;
}

function editAt(pieces: readonly Piece[], start: number, { choices, mostWords }: PhraseTable): Edit | undefined {
  // Words and the gaps between them take turns.
  for (let end = start + 2 * mostWords - 1; end > start; end -= 2) {
    const phrase = readPhrase(pieces.slice(start, end));
    const found = phrase === undefined || end > pieces.length ? undefined : choices.get(phrase.toLowerCase());
    if (phrase === undefined || found === undefined) continue;
    const [first, ...rest] = found;
    const written = (text: string) => inCaseOf(phrase, text);
    return { start, end, choices: [written(first), ...rest.map(written)] };
  }
  return undefined;
}

/** The words with a space between them; undefined when something else is. */
function readPhrase(pieces: readonly Piece[]): string | undefined {
  const isPhrase = pieces.every(({ kind, text }, place) => (place % 2 === 0 ? kind === 'word' : /^\s+$/.test(text)));
  if (!isPhrase) return undefined;
  const words = pieces.filter(({ kind }) => kind === 'word').map(({ text }) => text.replaceAll('’', "'"));
  return words.join(' ');
}

type Line = [phrase: string, others: readonly string[]];

function toTable(lines: readonly Line[]): PhraseTable {
  const choices = new Map<string, Choices<string>>();
  for (const [phrase, [first, ...rest]] of lines) {
    if (first !== undefined) choices.set(phrase, [...(choices.get(phrase) ?? []), first, ...rest]);
  }
  const mostWords = lines.reduce((most, [phrase]) => Math.max(most, phrase.split(' ').length), 1);
  return { choices, mostWords };
}
