import { tokenise, wordsOf } from '../ranking/tokenise.js';

/** A wish taken apart: what is wanted, and the words of what is not. */
export type TakenApart = { wanted: string; unwanted: string[] };

/** Splits "a jacket, not black or grey" into "a jacket," and black, grey. */
export function takeApart(text: string): TakenApart {
  const unwanted: string[] = [];
  const wanted = text.replace(NEGATED, (whole, _sign: string, words: string) => {
    const meant = wordsOf(words).filter((word) => !EMPTY.has(word));
    unwanted.push(...meant);
    return meant.length === 0 ? whole : ' ';
  });
  return { wanted, unwanted };
}

/** Terms of what is made of the same stuff as the words name: no wool is no merino either. */
export function materialsLike(words: string[]): string[] {
  const terms = words.flatMap(tokenise);
  return KINDS.filter(([first = '']) => tokenise(first).some((term) => terms.includes(term)))
    .flat()
    .flatMap(tokenise);
}

const SIGNS = [
  'not',
  'no',
  'without',
  'except(?: for)?',
  'excluding',
  'other than',
  'anything but',
  'instead of',
  'free of',
  'allergic to',
  'nothing (?:with|in|of|from|made of)',
  "(?:isn|aren|doesn|don|won|can)['’]?t (?:be|want|like|wear|need|stand|have)",
  "(?:isn|aren)['’]?t",
  'hates?',
  'avoid(?:ing)?',
  'non[- ]',
].join('|');

/** Up to five words, ended by a comma or by a word that begins another thought. */
const NEGATED = new RegExp(
  `\\b(${SIGNS})\\b((?:\\s*(?!(?:but|under|below|over|for|that|which|who|with|without|please|pls|because|i|we|he|she|it|you|not|no)\\b)['’\\p{L}\\p{N}-]+){1,5})`,
  'giu',
);

/** Words that a "not" before them rules out nothing by. */
const EMPTY = new Set(
  `a an the any all anything something everything too so very that much more less than over above about only just sure
  really yet idea ideas clue money matter problem bad worry worries necessarily and or nor of in on to be want like need
  wear have expensive pricey dear know mind one ones idea kind sort longer here there at is are was`.split(/\s+/),
);

/** The first of a row covers the others. */
const KINDS = [
  ['wool', 'merino', 'lambswool', 'alpaca', 'cashmere', 'mohair', 'felt', 'shearling', 'woollen'],
  ['leather', 'suede', 'nubuck', 'hairsheep'],
  ['down', 'feather'],
  ['plastic', 'polyester', 'nylon', 'polyamide', 'elastane', 'acrylic', 'ABS', 'TPU'],
  ['synthetic', 'polyester', 'nylon', 'polyamide', 'elastane', 'acrylic'],
  ['fur', 'shearling'],
];

/** What nothing vegan is made of. */
export const ANIMAL = ['wool', 'leather', 'down', 'silk', 'beeswax', 'shearling', 'horn', 'feather', 'suede'];
