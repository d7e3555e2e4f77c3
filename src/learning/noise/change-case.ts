import { pick, type Random } from '../random.js';
import { applySome, capitalise, editWords, joinPieces, type Piece } from './pieces.js';

const RATE = 0.25;

/** Small letters, capitals, a capital for each word, the first only, or some words shouted. */
export function changeCase(pieces: Piece[], random: Random): string {
  const text = joinPieces(pieces);
  const shouted = editWords(pieces, (word) => [word.toUpperCase()].filter((each) => each !== word));
  const [first, ...rest] = [
    mapWords(pieces, (word) => word.toLowerCase()),
    mapWords(pieces, (word) => word.toUpperCase()),
    mapWords(pieces, (word) => capitalise(word.toLowerCase())),
    mapWords(pieces, (word, isFirst) => (isFirst ? capitalise(word.toLowerCase()) : word.toLowerCase())),
    applySome(pieces, shouted, { rate: RATE, random }),
  ].filter((variant) => variant !== text);
  return first === undefined ? text : pick([first, ...rest], random);
}

function mapWords(pieces: Piece[], change: (word: string, isFirst: boolean) => string): string {
  const firstPlace = pieces.findIndex(({ kind }) => kind === 'word');
  return pieces.map(({ kind, text }, place) => (kind === 'word' ? change(text, place === firstPlace) : text)).join('');
}
