import { pick, type Random } from '../random.js';
import { applySome, type Edit, editWords, joinPieces, type Piece } from './pieces.js';

const RATE = 0.2;
const MARKS = /[.,!?;:…"“”]+/gu;
const END = /([.!?…]+)\s*$/u;
const NEW_ENDS = ['!', '!!', '.', '..', '...'];

/** Marks left out, doubled, put where none belongs, or with the space on the wrong side. */
export function changePunctuation(pieces: Piece[], random: Random): string {
  const text = joinPieces(pieces);
  const [first, ...rest] = [
    joinPieces(pieces.map((piece, place) => dropMarks(piece, place === pieces.length - 1))),
    applySome(pieces, editWords(pieces, dropApostrophe), { rate: 1, random }),
    applySome(pieces, moveSpaces(pieces), { rate: RATE, random }),
    applySome(pieces, addCommas(pieces), { rate: RATE, random }),
    ...changeEnd(text),
  ].filter((variant) => variant !== text);
  return first === undefined ? text : pick([first, ...rest], random);
}

function dropMarks(piece: Piece, isLast: boolean): Piece {
  if (piece.kind !== 'gap') return { kind: piece.kind, text: dropApostrophe(piece.text)[0] ?? piece.text };
  const left = piece.text.replace(MARKS, '');
  return { kind: 'gap', text: left === '' && !isLast ? ' ' : left };
}

function dropApostrophe(word: string): string[] {
  return /^[a-z]+['’][a-z]+$/i.test(word) ? [word.replace(/['’]/, '')] : [];
}

/** A mark between words loses the space behind it or gets one before it; a hyphen becomes a space. */
function moveSpaces(pieces: Piece[]): Edit[] {
  return pieces.flatMap(({ kind, text }, place): Edit[] => {
    if (kind !== 'gap' || pieces[place - 1]?.kind !== 'word' || pieces[place + 1]?.kind !== 'word') return [];
    const at = { start: place, end: place + 1 };
    if (text === '-') return [{ ...at, choices: [' ', ''] }];
    return /^[.,!?;:…]+ $/u.test(text) ? [{ ...at, choices: [text.trim(), ` ${text}`, ` ${text.trim()}`] }] : [];
  });
}

function addCommas(pieces: Piece[]): Edit[] {
  return pieces.flatMap(({ kind, text }, place): Edit[] => {
    const isBetweenWords = pieces[place - 1]?.kind === 'word' && pieces[place + 1]?.kind === 'word';
    return kind === 'gap' && text === ' ' && isBetweenWords
      ? [{ start: place, end: place + 1, choices: [', ', '... '] }]
      : [];
  });
}

function changeEnd(text: string): string[] {
  const mark = END.exec(text)?.[1];
  if (mark === undefined) return NEW_ENDS.map((end) => text + end);
  const before = text.replace(END, '');
  const last = mark.slice(-1);
  const ends = ['', last.repeat(3), last.repeat(2), ` ${mark}`, last === '?' ? '?!' : '!'];
  return ends.map((end) => before + end);
}
