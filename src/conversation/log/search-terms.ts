import { foldCase, isUnspaced, termsOf, tokenise, wordsOf } from '../../ranking/tokenise.js';

/** Further terms of a query narrow nothing down that these have not. */
const MOST_TERMS = 16;
const SNIPPET_LENGTH = 160;

/**
 * What a message is found by. The rule is the one of product and policy search (`ranking/tokenise.ts`), so that one
 * word means one thing all over the shop. Chosen over `Intl.Segmenter`: pairs of Chinese, Japanese and Thai characters
 * also find a word that a segmenter cuts differently from sentence to sentence. Single characters and little words are
 * found too. Of ASCII, terms hold lower-case letters, digits and apostrophes alone.
 */
export function termsToIndex(text: string): string[] {
  return [...new Set(wordsOf(text).flatMap(allTermsOf))];
}

/** What a message must hold, every one. Little words only count where there is nothing else to go by. */
export function termsToFind(query: string): string[] {
  const terms = tokenise(query);
  return [...new Set(terms.length > 0 ? terms : wordsOf(query))].slice(0, MOST_TERMS);
}

/** The part of `text` around the first word that `terms` find, on one line. */
export function snippetOf(text: string, terms: string[]): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const first = firstMatch(line, new Set(terms));
  const characters = [...line];
  const start = Math.max(0, Math.min(first - SNIPPET_LENGTH / 4, characters.length - SNIPPET_LENGTH));
  const end = start + SNIPPET_LENGTH;
  const inside = characters.slice(start, end).join('').trim();
  return `${start > 0 ? '…' : ''}${inside}${end < characters.length ? '…' : ''}`;
}

function allTermsOf(word: string): string[] {
  const terms = termsOf(word);
  if (isUnspaced(word)) return [...terms, ...word];
  return terms.length > 0 ? terms : [word];
}

/** Place of the first word that one of the terms finds, in characters; 0 where there is none. */
function firstMatch(line: string, terms: Set<string>): number {
  for (const { 0: chunk, index } of line.matchAll(/[\p{Letter}\p{Number}\p{Mark}'’]+/gu)) {
    const found = termsToIndex(chunk).find((term) => terms.has(term));
    if (found !== undefined) return [...line.slice(0, index)].length + Math.max(0, foldCase(chunk).indexOf(found));
  }
  return 0;
}
