import { SYNONYMS } from './synonyms.js';

/**
 * Text to search terms: without case and accents, little English words dropped, English endings taken off, words for
 * the same thing made one.
 * Scripts written without spaces are cut into overlapping pairs of characters.
 */
export function tokenise(text: string): string[] {
  return wordsOf(text).flatMap(termsOf);
}

/** The words as written, lower case and without accents, in order; nothing dropped. */
export function wordsOf(text: string): string[] {
  return (PLAIN.test(text) ? text.toLowerCase().match(PLAIN_WORD) : foldCase(text).match(WORD)) ?? [];
}

/** The search terms of one word: none for a little word, several for a run of characters without spaces. */
export function termsOf(word: string): string[] {
  if (isUnspaced(word)) return pairsOf(word);
  const bare = word.replace(/['’]s?$/u, '');
  return STOP_WORDS.has(word) || STOP_WORDS.has(bare) ? [] : [termFor(stem(bare))];
}

export function foldCase(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .normalize('NFC')
    .toLowerCase();
}

/** A run of one unspaced script is a word of its own, also inside Latin text. */
const UNSPACED_RUN = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}]+';
const UNSPACED = new RegExp(`^${UNSPACED_RUN}$`, 'u');
const WORD = new RegExp(
  `${UNSPACED_RUN}|(?:(?!${UNSPACED_RUN})[\\p{Letter}\\p{Number}])+(?:['’](?:(?!${UNSPACED_RUN})\\p{Letter})+)?`,
  'gu',
);

/** Most texts hold nothing to fold and no other script, and are read in a quarter of the time. */
const PLAIN = /^\p{ASCII}*$/u;
const PLAIN_WORD = /[a-z0-9]+(?:'[a-z]+)?/g;

/** Whether a word of `wordsOf` is a run of characters that are written without spaces between words. */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

/**
 * Takes off plural, -ing, -ed and a silent last letter, so that deliver, delivers, delivery and delivering are one
 * term. Lighter than Porter's: it never changes a word's meaning class (general, generate), only its form.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return withoutLastVowel(withoutEnding(singular(word)));
}

/** Harman, How effective is suffixing? (1991): the S stemmer. */
function singular(word: string): string {
  if (/[^ae]ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(ar|al|el|ol|oa)ves$/.test(word)) return word.replace(/ves$/, 'f');
  if (/(ss|x|ch|sh)es$/.test(word)) return word.replace(/es$/, '');
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutEnding(word: string): string {
  const [, base] = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(word) ?? [];
  if (base === undefined || base.length < 3) return word;
  if (/([bdgmnprt])\1$/.test(base)) return base.slice(0, -1);
  // Hiking is of hike as hated is of hate, not of hat.
  return /^[^aeiou][aeiou][^aeiouwxy]$/.test(base) ? `${base}e` : base;
}

function withoutLastVowel(word: string): string {
  return word.length > 4 ? word.replace(/(?:ie|[eyi])$/, '') : word;
}

const TERM_FOR = new Map(
  SYNONYMS.flatMap(([first = '', ...others]) => others.map((other) => [stem(other), stem(first)] as const)),
);

function termFor(stemmed: string): string {
  return TERM_FOR.get(stemmed) ?? stemmed;
}

const STOP_WORDS = new Set(
  `a about after all also am an and any anyone anything are aren't as at be because been being but by can can't cannot
  could couldn't did didn't do does doesn't doing don't done dont each either else ever every few for from get gets getting give
  go going gonna got had has hasn't have haven't having he hello help hers her here hey hi him his how i i'd i'll i'm
  i've if im in into is isn't it it'd it'll it's its ive just kind know let let's like lot make many may maybe me might
  mine more most much must my need no not now of off ok okay on one only or other our out over own please pls plz put
  really said same say see shall she should so some somebody someone something sort still such sure take tell than
  thank thanks that that's thats the their them then there there's these they they're thing things think this those
  though to too try u up ur us use very want wanna was wasn't way we we're well were what what's whats when when's
  where where's wheres which while who who's why will with won't would wouldn't y'all yes yet you you're your yours`
    .split(/\s+/)
    .flatMap((word) => [word, word.replace("'", '’')]),
);
