/** Share of the longer words that get a typo, unless told otherwise. */
const SHARE = 0.15;
const SHORTEST = 4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What a finger hits that misses its key, on a QWERTY keyboard: the keys to the left, right, above and below. */
const NEIGHBOUR_KEYS: Record<string, string> = {
  q: 'wa',
  w: 'qeas',
  e: 'wrsd',
  r: 'etdf',
  t: 'ryfg',
  y: 'tugh',
  u: 'yihj',
  i: 'uojk',
  o: 'ipkl',
  p: 'ol',
  a: 'qwsz',
  s: 'wedazx',
  d: 'erfsxc',
  f: 'rtgdcv',
  g: 'tyhfvb',
  h: 'yujgbn',
  j: 'uikhnm',
  k: 'iojlm',
  l: 'opk',
  z: 'asx',
  x: 'sdzc',
  c: 'dfxv',
  v: 'fgcb',
  b: 'ghvn',
  n: 'hjbm',
  m: 'jkn',
};

type Typo = (word: string, draw: Draw) => string;
/** A whole number from 0 to below the limit. */
type Draw = (limit: number) => number;

const TYPOS: Typo[] = [swapLetters, dropLetter, insertLetter, hitNeighbourKey];

/**
 * The judge's typos, for benches only: nothing that trains may import this. Every word of four or more letters gets one
 * with probability `share`: two neighbouring letters swapped, one left out, one too many, or the key beside it; each
 * equally often. Whatever has a digit or an @ in it stays as it is. Later texts depend on earlier ones, so that equal
 * words do not all get the same typo.
 */
export function createTypoGenerator(seed: number, share = SHARE): (text: string) => string {
  const next = xorshift(seed);
  const draw: Draw = (limit) => Math.floor(next() * limit);
  return (text) =>
    text.replace(/\S+/g, (token) =>
      /[\p{N}@]/u.test(token)
        ? token
        : token.replace(/\p{Script=Latin}+/gu, (word) =>
            word.length >= SHORTEST && next() < share ? addTypo(word, draw) : word,
          ),
    );
}

/** Draws again when the typo cannot be seen, as with two equal letters swapped. */
function addTypo(word: string, draw: Draw): string {
  for (;;) {
    const typo = TYPOS[draw(TYPOS.length)] ?? insertLetter;
    const changed = typo(word, draw);
    if (changed !== word) return changed;
  }
}

function swapLetters(word: string, draw: Draw): string {
  const at = draw(word.length - 1);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

function dropLetter(word: string, draw: Draw): string {
  const at = draw(word.length);
  return word.slice(0, at) + word.slice(at + 1);
}

function insertLetter(word: string, draw: Draw): string {
  const at = draw(word.length + 1);
  return word.slice(0, at) + LETTERS.charAt(draw(LETTERS.length)) + word.slice(at);
}

function hitNeighbourKey(word: string, draw: Draw): string {
  const at = draw(word.length);
  const letter = word.charAt(at);
  const keys = NEIGHBOUR_KEYS[letter.toLowerCase()] ?? letter;
  const key = keys.charAt(draw(keys.length));
  return word.slice(0, at) + (letter === letter.toLowerCase() ? key : key.toUpperCase()) + word.slice(at + 1);
}

/** Marsaglia, "Xorshift RNGs", 2003: 32 bits, shifts 13, 17 and 5. */
function xorshift(seed: number): () => number {
  // Spread by a multiplication, because small seeds alone begin alike; never 0, where it would stay.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let step = 0; step < 8; step++) next();
  return next;
}
