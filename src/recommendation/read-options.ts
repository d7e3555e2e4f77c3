import type { Variant } from '../shop/shop.js';
import { type ColourFamily, familyNamed, familyOf } from './colour-family.js';
import { optionWords } from './option-words.js';

/** The options of one product, read once: option name → its values. */
export type OptionTable = Map<string, OptionValue[]>;

type OptionValue = { value: string; words: string[]; family: ColourFamily | undefined };

/** The option values a text asks for, by option name: { colour: { 'Slate blue' }, size: { 'M' } }. */
export type NamedOptions = Map<string, Set<string>>;

export function tabulateOptions(variants: Variant[]): OptionTable {
  const table: OptionTable = new Map();
  for (const { options, swatch } of variants) {
    for (const [option, value] of Object.entries(options)) {
      const values = table.get(option) ?? [];
      table.set(option, values);
      if (values.some((known) => known.value === value)) continue;
      const words = optionWords(value);
      values.push({ value, words, family: isColour(option) ? familyFor(words, swatch) : undefined });
    }
  }
  return table;
}

/** What it looks like; where the shop does not show that, what its name says. */
function familyFor(words: string[], swatch: string | undefined): ColourFamily | undefined {
  return swatch === undefined ? familyNamed(words.at(-1) ?? '') : familyOf(swatch);
}

/**
 * Reads which of a product's options a text names; an option that it does not name is not there.
 * @param words of the text, from `optionWords`
 */
export function readOptions(table: OptionTable, words: string[]): NamedOptions {
  const named: NamedOptions = new Map();
  for (const [option, values] of table) {
    const whole = values.filter((value) => holdsPhrase(words, value.words));
    const found = isColour(option)
      ? [...whole, ...coloursNamed(values, whole, words)]
      : [...whole, ...rangesOf(values, words)];
    if (found.length > 0) named.set(option, new Set(found.map(({ value }) => value)));
  }
  return named;
}

/** Whether a variant has one of the named values of every named option that it has at all. */
export function fitsOptions({ options }: Variant, named: NamedOptions): boolean {
  for (const [option, values] of named) {
    const value = options[option];
    if (value !== undefined && !values.has(value)) return false;
  }
  return true;
}

/** The colours that any of the words can mean, by name or by look: for what is not wanted, near counts as well. */
export function coloursLike(table: OptionTable, words: readonly string[]): Set<string> {
  const colours = words.length === 0 ? [] : [...table].flatMap(([option, values]) => (isColour(option) ? values : []));
  const isLike = ({ words: own, family }: OptionValue) =>
    words.some((word) => own.includes(word) || (family !== undefined && family === familyNamed(word)));
  return new Set(colours.filter(isLike).map(({ value }) => value));
}

export function isColour(option: string): boolean {
  return /^colou?r$/i.test(option);
}

/** A 40 is of "39–41". */
function rangesOf(values: OptionValue[], words: string[]): OptionValue[] {
  const numbers = words.flatMap((word) => (/^\d{2}$/.test(word) ? [Number(word)] : []));
  return values.filter(({ value }) => {
    const [, low, high] = /^(\d{2})\s?[-–]\s?(\d{2})$/.exec(value) ?? [];
    return low !== undefined && numbers.some((number) => number >= Number(low) && number <= Number(high));
  });
}

/** "Night blue" names that one alone; "blue" every blue by name, and only where there is none, what looks blue. */
function coloursNamed(values: OptionValue[], whole: OptionValue[], words: string[]): OptionValue[] {
  const rest = words.filter((word) => !whole.some((value) => value.words.includes(word)));
  return rest.flatMap((word) => {
    const family = familyNamed(word);
    const byName = values.filter((value) => isNameFor(value, word, family));
    return byName.length > 0 || family === undefined ? byName : values.filter((value) => value.family === family);
  });
}

/** The last word of a colour says what it is, the ones before it only which; except where they are a colour too. */
function isNameFor({ words }: OptionValue, word: string, family: ColourFamily | undefined): boolean {
  return words.at(-1) === word || (family !== undefined && words.includes(word));
}

function holdsPhrase(words: string[], phrase: string[]): boolean {
  const [first] = phrase;
  if (first === undefined || !words.includes(first)) return false;
  return words.some((_, start) => phrase.every((word, offset) => words[start + offset] === word));
}
