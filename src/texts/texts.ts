import type { Catalogue } from './en.js';
import { en } from './en.js';
import { zh } from './zh.js';

/**
 * The texts the bot says, per language. A catalogue that lacks a key does not compile.
 * A language without a catalogue gets English.
 */
const CATALOGUES = new Map<string, Catalogue>([
  ['en', en],
  ['zh', zh],
]);

export type Texts = Catalogue & {
  money(amount: number): string;
  date(instant: string | number): string;
  /** With its year. */
  longDate(instant: string | number): string;
};

/** Formats take half a millisecond to make, and a server speaks few languages in few shops. */
const made = new Map<string, Texts>();

/**
 * @param language BCP 47 tag, as `languageTag` makes it
 * @param place currency as ISO 4217, time zone as IANA name
 */
export function textsFor(language: string, place: Place): Texts {
  const key = `${language}/${place.currency}/${place.timeZone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const texts = makeTexts(language, place);
  // Languages come from browsers: whoever invents them fills nothing up.
  if (made.size < MOST_MADE) made.set(key, texts);
  return texts;
}

const MOST_MADE = 200;

type Place = { currency: string; timeZone: string };

function makeTexts(language: string, place: Place): Texts {
  const base = language.split('-')[0] ?? 'en';
  const catalogue = CATALOGUES.get(base) ?? en;
  const locale = catalogue.locale(language);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: place.currency });
  const date = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: place.timeZone,
  });
  const longDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: place.timeZone });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  return {
    ...catalogue,
    money: (amount) => money.format(amount / 10 ** digits),
    date: (instant) => date.format(new Date(instant)),
    longDate: (instant) => longDate.format(new Date(instant)),
  };
}
