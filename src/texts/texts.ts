import type { Catalogue } from './en.js';
import { en } from './en.js';
import { zh } from './zh.js';

/**
 * The texts the bot says, per language. A catalogue that lacks a key does not compile.
 * A language without a catalogue gets English.
 */
const CATALOGUES: Record<string, Catalogue> = { en, zh };

export type Texts = Catalogue & { money(amount: number): string; date(instant: string | number): string };

/**
 * @param language BCP 47 tag
 * @param place currency as ISO 4217, time zone as IANA name
 */
export function textsFor(language: string, place: { currency: string; timeZone: string }): Texts {
  const base = language.split('-')[0] ?? 'en';
  const catalogue = CATALOGUES[base] ?? en;
  const locale = catalogue.locale(language);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: place.currency });
  const date = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: place.timeZone,
  });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  return {
    ...catalogue,
    money: (amount) => money.format(amount / 10 ** digits),
    date: (instant) => date.format(new Date(instant)),
  };
}
