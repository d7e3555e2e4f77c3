import { type Choices, pick, type Random } from '../random.js';

/**
 * A text cut into words of plain letters, the spaces and marks between them, and what no noise may touch: numbers and
 * what belongs to them, money, mail and web addresses.
 */
export type Piece = { kind: 'word' | 'gap' | 'kept'; text: string };

/** Pieces `start` to before `end` may be replaced by any of the choices. */
export type Edit = { start: number; end: number; choices: Choices<string> };

/** Any token with one of these is kept whole. */
const KEPT = /\p{N}|@|:\/\/|^www\.|[€$£¥%]/iu;
const CLOSING_MARKS = /[.,!?;:…"'”’)]*$/u;
const PARTS = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|[^\p{L}]+/gu;
const WORD = /^[a-z]+(?:['’][a-z]+)*$/i;
const AMOUNT_WORD =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|half|euros?|eur|dollars?|usd|bucks?|pounds?|gbp|quid|cents?|pence|percent)$/i;
/** Longer words beside a number are seldom part of it. */
const LONGEST_UNIT = 3;

/** Joined again, the pieces are the text. */
export function readPieces(text: string): Piece[] {
  const pieces = joinGaps([...text.matchAll(/\s+|\S+/gu)].flatMap(([token]) => cutToken(token)));
  return pieces.map((piece, place) => {
    const isUnit =
      piece.kind === 'word' &&
      piece.text.length <= LONGEST_UNIT &&
      (isNumberAt(pieces, place, -1) || isNumberAt(pieces, place, 1));
    return isUnit ? { kind: 'kept', text: piece.text } : piece;
  });
}

export function joinPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** At least one of the edits, and each of the others with probability `rate`. They must not overlap. */
export function applySome(
  pieces: readonly Piece[],
  edits: readonly Edit[],
  { rate, random }: { rate: number; random: Random },
): string {
  const certain = Math.floor(random() * edits.length);
  let text = '';
  let next = 0;
  edits.forEach(({ start, end, choices }, place) => {
    if (place !== certain && random() >= rate) return;
    text += joinPieces(pieces.slice(next, start)) + pick(choices, random);
    next = end;
  });
  return text + joinPieces(pieces.slice(next));
}

/** An edit for every word that there is something else for. */
export function editWords(pieces: readonly Piece[], choose: (word: string) => readonly string[]): Edit[] {
  return pieces.flatMap(({ kind, text }, place): Edit[] => {
    const [first, ...rest] = kind === 'word' ? choose(text) : [];
    return first === undefined ? [] : [{ start: place, end: place + 1, choices: [first, ...rest] }];
  });
}

/** `text` in capitals, or with one at its beginning, where `sample` is. */
export function inCaseOf(sample: string, text: string): string {
  if (sample.length > 1 && sample === sample.toUpperCase()) return text.toUpperCase();
  return /^[A-Z]/.test(sample) ? capitalise(text) : text;
}

export function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function cutToken(token: string): Piece[] {
  if (KEPT.test(token)) {
    const marks = CLOSING_MARKS.exec(token)?.[0] ?? '';
    const body: Piece = { kind: 'kept', text: token.slice(0, token.length - marks.length) };
    return marks === '' ? [body] : [body, { kind: 'gap', text: marks }];
  }
  return [...token.matchAll(PARTS)].map(([part]) => {
    if (!/\p{L}/u.test(part)) return { kind: 'gap', text: part };
    return { kind: WORD.test(part) && !AMOUNT_WORD.test(part) ? 'word' : 'kept', text: part };
  });
}

function joinGaps(pieces: Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === 'gap' && piece.kind === 'gap') last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}

/** Whether the next piece but a single space, in this direction, has a number in it: HL 104233, 5 kg. */
function isNumberAt(pieces: readonly Piece[], place: number, step: -1 | 1): boolean {
  const beyond = pieces[place + 2 * step];
  return pieces[place + step]?.text === ' ' && beyond?.kind === 'kept' && /\p{N}/u.test(beyond.text);
}
