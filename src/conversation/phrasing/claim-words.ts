import type { ClaimTable } from './claim-table.js';
import { EN_WORDS } from './claim-words-en.js';
import { ZH_WORDS } from './claim-words-zh.js';

const WORDS = new Map([...expand(EN_WORDS), ...expand(ZH_WORDS)]);
const LONGEST = Math.max(...[...WORDS.keys()].map((words) => words.length));
const STARTS = new Set([...WORDS.keys()].map(([first]) => first));

/** Ways to say one thing, separated by bars. */
function expand(words: ClaimTable): [string, string][] {
  return Object.entries(words).flatMap(([claim, ways]) =>
    ways.split('|').map((way): [string, string] => [way.trim(), claim === 'NOTHING' ? '' : claim]),
  );
}

/** The longest listed phrase at a place of a text in lower case, and what it claims. */
export function phraseAt(text: string, place: number): { claims: string[]; length: number } | undefined {
  if (!STARTS.has(text[place] ?? '')) return undefined;
  for (let length = Math.min(LONGEST, text.length - place); length > 0; length--) {
    const claim = WORDS.get(text.slice(place, place + length));
    if (claim !== undefined && endsWord(text, place + length))
      return { claims: claim.split(' ').filter((part) => part !== ''), length };
  }
  return undefined;
}

/** Chinese writes no spaces; everywhere else a phrase ends with its word. */
function endsWord(text: string, end: number): boolean {
  const before = text[end - 1] ?? '';
  return HAN.test(before) || !LETTER.test(text[end] ?? '');
}

const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}\p{N}]/u;
