import type { Variant } from '../shop/shop.js';
import { optionWords } from './option-words.js';
import { fitsOptions, readOptions, tabulateOptions } from './read-options.js';

export type NamedVariants = {
  /** Those with every option that was named; of `among` all, where none was. Empty: there is nothing like that. */
  variants: Variant[];
  /** Options that the text says something of. */
  named: ReadonlySet<string>;
};

/** Of the given variants, those that a text names. "Blue" are all that are blue; what is not said stays open. */
export function readVariants(among: Variant[], text: string): NamedVariants {
  const named = readOptions(tabulateOptions(among), optionWords(text));
  return { variants: among.filter((variant) => fitsOptions(variant, named)), named: new Set(named.keys()) };
}

/** The options that tell these variants apart, as the product has them in order: what is left to ask. */
export function openOptions(variants: readonly Variant[]): { option: string; values: string[] }[] {
  const table = tabulateOptions([...variants]);
  return [...table].flatMap(([option, values]) =>
    values.length > 1 ? [{ option, values: values.map(({ value }) => value) }] : [],
  );
}
