import { wordsOf } from '../ranking/tokenise.js';
import type { Variant } from '../shop/shop.js';
import { familyNamed, familyOf } from './colour-family.js';

/** The option values a text asks for, by option name: { colour: { 'Slate blue' }, size: { 'M' } }. */
export type NamedOptions = Map<string, Set<string>>;

/** Reads which values of these variants' options a text names; an option that it does not name is not there. */
export function readOptions(variants: Variant[], text: string): NamedOptions {
  const words = optionWords(text);
  const named: NamedOptions = new Map();
  for (const [option, values] of valuesByOption(variants)) {
    const found = isColour(option) ? colourValues(values, words) : plainValues(values, words);
    if (found.size > 0) named.set(option, found);
  }
  return named;
}

/** Whether a variant has one of the named values of every named option that it has at all. */
export function fitsOptions({ options }: Variant, named: NamedOptions): boolean {
  return Object.entries(options).every(([option, value]) => named.get(option)?.has(value) ?? true);
}

/** Every value that a colour word can mean, by name or by look: for what is not wanted, near counts as well. */
export function isColoured({ options, swatch }: Variant, words: readonly string[]): boolean {
  const value = Object.entries(options).find(([option]) => isColour(option))?.[1];
  if (value === undefined) return false;
  const family = swatch === undefined ? undefined : familyOf(swatch);
  const own = new Set([...wordsOf(value), ...(family === undefined ? [] : [family])]);
  return words.some((word) => own.has(word) || own.has(familyNamed(word) ?? word));
}

export function isColour(option: string): boolean {
  return /^colou?r$/i.test(option);
}

type Values = Map<string, string | undefined>;

/** Option name → value → swatch. */
function valuesByOption(variants: Variant[]): Map<string, Values> {
  const byOption = new Map<string, Values>();
  for (const { options, swatch } of variants) {
    for (const [option, value] of Object.entries(options)) {
      const values: Values = byOption.get(option) ?? new Map();
      values.set(value, values.get(value) ?? swatch);
      byOption.set(option, values);
    }
  }
  return byOption;
}

const SIZE_WORDS: Record<string, string> = { small: 's', medium: 'm', large: 'l' };

/** Sizes in words become letters; the m of "i m" is no size. */
function optionWords(text: string): string[] {
  return wordsOf(text.replace(/\b(I|it|that|what|there) (?=[ms]\b)/gi, "$1'")).map((word) => SIZE_WORDS[word] ?? word);
}

function plainValues(values: Values, words: string[]): Set<string> {
  return new Set([...values.keys()].filter((value) => holdsPhrase(words, optionWords(value))));
}

/** "Night blue" names that one alone; "blue" every blue by name, and only where there is none, what looks blue. */
function colourValues(values: Values, words: string[]): Set<string> {
  const whole = plainValues(values, words);
  const rest = words.filter((word) => ![...whole].some((value) => wordsOf(value).includes(word)));
  const byWord = rest.flatMap((word) => {
    const byName = [...values.keys()].filter((value) => isNameFor(value, word));
    const family = familyNamed(word);
    if (byName.length > 0 || family === undefined) return byName;
    return [...values].filter(([, swatch]) => swatch !== undefined && familyOf(swatch) === family).map(([value]) => value);
  });
  return new Set([...whole, ...byWord]);
}

/** The last word of a colour says what it is, the ones before it only which; except where they are a colour too. */
function isNameFor(value: string, word: string): boolean {
  const words = wordsOf(value);
  return words.at(-1) === word || (words.includes(word) && familyNamed(word) !== undefined);
}

function holdsPhrase(words: string[], phrase: string[]): boolean {
  return (
    phrase.length > 0 && words.some((_, start) => phrase.every((word, offset) => words[start + offset] === word))
  );
}
