import { familyNamed } from '../../../recommendation/colour-family.js';
import { optionWords } from '../../../recommendation/option-words.js';
import { isColour, readOptions, tabulateOptions } from '../../../recommendation/read-options.js';
import type { Product } from '../../../shop/shop.js';
import { wordsIn } from './words.js';

/**
 * A size or a colour that is asked for and that the product does not come in, as it was written. Undefined where what is
 * asked for is there, sold out or not.
 * @param isAsked whether the text answers which one it shall be: a bare number is a size then
 */
export function missingOption({ title, variants }: Product, text: string, isAsked: boolean): string | undefined {
  const table = tabulateOptions(variants);
  const words = optionWords(text);
  const named = readOptions(table, words);
  const isOpen = (isOption: (option: string) => boolean) =>
    [...table.keys()].some(isOption) && ![...named.keys()].some(isOption);
  const size = isOpen(isSize) ? words.find((word) => isSizeSaid(word, text, isAsked)) : undefined;
  if (size !== undefined) return size.toUpperCase();
  const ofTitle = new Set(wordsIn(title));
  const colour = isOpen(isColour)
    ? words.find((word) => familyNamed(word) !== undefined && !ofTitle.has(word))
    : undefined;
  return colour === undefined ? undefined : (/\p{Script=Han}{1,2}色/u.exec(text)?.[0] ?? colour);
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
