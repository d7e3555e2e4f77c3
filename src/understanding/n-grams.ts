import { simplifyChinese } from './simplify-chinese.js';

/** N-grams of one text by 32-bit hash, with how often each occurs. Words and characters never share a hash on purpose. */
export type NGramCounts = { words: Map<number, number>; characters: Map<number, number> };

/** What training saw: a number per n-gram (0, 1, 2…) and its inverse document frequency. */
export type NGramVocabulary = { index: ReadonlyMap<number, number>; idf: Float32Array };

/** Features of one text: numbers in the vocabulary and their values, in no particular order. */
export type SparseVector = { features: Uint32Array; values: Float32Array };

const WORD = /[\p{L}\p{M}\p{N}]+|[?!€$£%]/gu;
const WORD_SIZES = [1, 2];
const CHARACTER_SIZES = [2, 3, 4];
/** A Chinese character is a syllable with a meaning; most words have two. */
const CHINESE_SIZES = [1, 2];
const WORD_SEED = 0x811c9dc5;
const CHARACTER_SEED = 0x01000193;

/**
 * Word n-grams of 1 to 2 words, and character n-grams of 2 to 4, in Chinese of 1 to 2, that stay inside a word and the
 * space on either side. Chinese counts as if all of it were written in simplified characters.
 */
export function countNGrams(text: string): NGramCounts {
  // Digits say that a number stands here, not which one: order numbers are new in every message.
  const plain = simplifyChinese(text.normalize('NFKC')).toLowerCase().replace(/\p{N}/gu, '0');
  const words = new Map<number, number>();
  const tokens = (plain.match(WORD) ?? []).flatMap(cutChinese);
  for (const size of WORD_SIZES) {
    for (let start = 0; start + size <= tokens.length; start++) {
      count(words, hash(tokens.slice(start, start + size).join(' '), WORD_SEED));
    }
  }
  const characters = new Map<number, number>();
  for (const word of plain.split(/\s+/)) {
    if (word !== '') countCharacters(characters, ` ${word} `);
  }
  return { words, characters };
}

/**
 * Frequency × inverse document frequency, words and characters each scaled to length `weight`. N-grams outside of the
 * vocabulary are left out.
 */
export function weighNGrams(text: string, vocabulary: NGramVocabulary, weight: number): SparseVector {
  const { words, characters } = countNGrams(text);
  const parts = [weigh(words, vocabulary, weight), weigh(characters, vocabulary, weight)];
  return {
    features: Uint32Array.from(parts.flatMap(({ features }) => features)),
    values: Float32Array.from(parts.flatMap(({ values }) => values)),
  };
}

function weigh(counts: Map<number, number>, { index, idf }: NGramVocabulary, weight: number) {
  const features: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [gram, occurrences] of counts) {
    const feature = index.get(gram);
    if (feature === undefined) continue;
    const value = (1 + Math.log(occurrences)) * (idf[feature] ?? 0);
    features.push(feature);
    values.push(value);
    squares += value * value;
  }
  const scale = squares === 0 ? 0 : weight / Math.sqrt(squares);
  return { features, values: values.map((value) => value * scale) };
}

function countCharacters(counts: Map<number, number>, padded: string): void {
  const starts = characterStarts(padded);
  for (const size of HAN.test(padded) ? CHINESE_SIZES : CHARACTER_SIZES) {
    for (let first = 0; first + size < starts.length; first++) {
      count(counts, hash(padded, CHARACTER_SEED, starts[first], starts[first + size]));
    }
  }
}

/** Where each character begins, and the end: those beyond the basic plane are two units long. */
function characterStarts(text: string): number[] {
  const starts = [0];
  for (const character of text) starts.push((starts.at(-1) ?? 0) + character.length);
  return starts;
}

function count(counts: Map<number, number>, gram: number): void {
  counts.set(gram, (counts.get(gram) ?? 0) + 1);
}

const HAN = /\p{Script=Han}/u;
const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

/** Chinese runs on without spaces: its words, and the characters of longer ones, which carry meaning of their own. */
function cutChinese(token: string): string[] {
  if (!HAN.test(token)) return [token];
  const words = Array.from(chinese.segment(token), ({ segment }) => segment);
  return words.flatMap((word) => (word.length > 1 ? [word, ...word] : [word]));
}

/** FNV-1a over UTF-16 units of `text` from `start` to `end`, then MurmurHash3's last steps, so that short texts differ in every bit. */
function hash(text: string, seed: number, start = 0, end = text.length): number {
  let value = seed;
  for (let index = start; index < end; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
