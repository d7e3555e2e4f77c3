import { wordsOf } from '../ranking/tokenise.js';
import type { Product } from '../shop/shop.js';
import { familyNamed } from './colour-family.js';
import { optionWords } from './option-words.js';
import { isColour, readOptions, tabulateOptions } from './read-options.js';

/**
 * A size or a colour that is asked for and that the product does not come in, as it was written. Undefined where what is
 * asked for is there, sold out or not.
 */
export function missingOption({ title, variants }: Product, { text, isAsked, colours }: Wanted): string | undefined {
  const table = tabulateOptions(variants);
  const words = optionWords(text);
  const named = readOptions(table, words);
  const isOpen = (isOption: (option: string) => boolean) =>
    [...table.keys()].some(isOption) && ![...named.keys()].some(isOption);
  const size = isOpen(isSize) ? words.find((word) => isSizeSaid(word, text, isAsked)) : undefined;
  if (size !== undefined) return size.toUpperCase();
  const ofTitle = new Set(wordsOf(title));
  const isColourSaid = (word: string, at: number) =>
    familyNamed(word) !== undefined || (colours?.has(word) === true && words[at - 1] === 'in');
  const colour = isOpen(isColour) ? words.find((word, at) => isColourSaid(word, at) && !ofTitle.has(word)) : undefined;
  return colour === undefined ? undefined : (/\p{Script=Han}{1,2}色/u.exec(text)?.[0] ?? colour);
}

type Wanted = {
  text: string;
  /** Whether the text answers which one it shall be: a bare number is a size then. */
  isAsked: boolean;
  /** What the shop calls its colours, for "in brick". */
  colours?: ReadonlySet<string>;
};

const known = new WeakMap<readonly Product[], ReadonlySet<string>>();

/** The words that tell the colours of a shop's products apart: "brick" of "Brick red". */
export function coloursOfShop(products: readonly Product[]): ReadonlySet<string> {
  const before = known.get(products);
  if (before !== undefined) return before;
  const names = new Set(
    products.flatMap(({ variants }) =>
      variants.flatMap(({ options }) =>
        Object.entries(options).flatMap(([option, value]) => (isColour(option) ? [value] : [])),
      ),
    ),
  );
  const words = new Set([...names].flatMap(optionWords));
  known.set(products, words);
  return words;
}

function isSize(option: string): boolean {
  return /\bsize$/i.test(option);
}

/** Letters are sizes; a number is one where it is called so. */
function isSizeSaid(word: string, text: string, isAsked: boolean): boolean {
  if (/^x{1,3}[sl]$/.test(word)) return true;
  if (!/^(?:[sml]|(?:uk|us)\d{1,2}|[2-9]\d(?:\.5)?)$/.test(word)) return false;
  const written = word.replace('.', String.raw`\.`);
  const called = new RegExp(
    String.raw`\b(?:size|eu|in|to|into|an?) (?:an? )?(?:size )?${written}\b|${written} ?码`,
    'iu',
  );
  return isAsked || called.test(text);
}
