import type { Money } from '../../protocol/block.js';
import { TEXTS } from './texts.js';

const LOCALE = /^en\b/.test(globalThis.navigator?.language ?? '') ? navigator.language : 'en-GB';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric' });
const share = new Intl.NumberFormat(LOCALE, { style: 'percent' });
const countries = new Intl.DisplayNames(LOCALE, { type: 'region', fallback: 'code' });

/** Dates and money as the reader's own English writes them. Times are milliseconds since the epoch. */
export const format = {
  time: (at: number): string => clock.format(at),
  day: (at: number, now: number): string => {
    if (isSameDay(at, now)) return TEXTS.today;
    return isSameDay(at, now - DAY_MS) ? TEXTS.yesterday : weekday.format(at);
  },
  /** The clock today, the day before that: short enough for the end of a line. */
  moment: (at: number, now: number): string => (isSameDay(at, now) ? clock.format(at) : shortDay.format(at)),
  month: (instant: string): string => month.format(new Date(instant)),
  percent: (probability: number): string => share.format(probability),
  country: (code: string): string => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
  duration,
  money,
};

export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** "<1 min", "12 min", "1 h 05", "3 d" */
function duration(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return '<1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${String(minutes % 60).padStart(2, '0')}` : `${Math.floor(hours / 24)} d`;
}

/** Minor units have as many digits as the currency: 2 for euros, none for yen. */
function money({ amount, currency }: Money): string {
  const pattern = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  return pattern.format(amount / 10 ** (pattern.resolvedOptions().maximumFractionDigits ?? 2));
}
