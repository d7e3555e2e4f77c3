import type { Money } from '../src/protocol/block.js';
import type { Texts } from './texts.js';

/** Dates and money as the reader's language writes them. */
export type Format = {
  money(money: Money): string;
  /** A round price, in whole units. */
  price(units: number, currency: string): string;
  time(at: number): string;
  day(at: number, now: number): string;
};

export function createFormat(language: string, texts: Texts): Format {
  const locale = supported(language);
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return {
    money: (money) => formatMoney(money, locale),
    price: (units, currency) =>
      moneyFormat(locale, { currency, maximumFractionDigits: 0 })?.format(units) ?? `${units} ${currency}`,
    time: (at) => time.format(at),
    day: (at, now) => {
      if (isSameDay(at, now)) return texts.today;
      return isSameDay(at, now - 86_400_000) ? texts.yesterday : day.format(at);
    },
  };
}

export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Minor units have as many digits as the currency: 2 for euros, none for yen. */
function formatMoney({ amount, currency }: Money, locale: string | undefined): string {
  const format = moneyFormat(locale, { currency });
  if (!format) return `${(amount / 100).toFixed(2)} ${currency}`;
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Undefined where the currency does not exist. */
function moneyFormat(locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat | undefined {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', ...options });
  } catch {
    return undefined;
  }
}

/** A page may name a language that is no BCP 47 tag; then the browser's own is used. */
function supported(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
