import type { Shop } from '../../shop/shop.js';

/** Money, dates and numbers as the shop's language writes them. Money comes in minor units. */
export type Formats = {
  money(amount: number): string;
  date(instant: string): string;
  day(instant: string): string;
  number(value: number, digits?: number): string;
  locale: string;
  currency: string;
  /** How many minor units make one of the currency, as a power of ten. */
  minorDigits: number;
};

export function formatsOf({ language, currency, timeZone }: Shop): Formats {
  const locale = language === 'en' ? 'en-IE' : language;
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone });
  const minorDigits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const unit = 10 ** minorDigits;
  return {
    money: (amount) => (amount % unit === 0 ? whole : money).format(amount / unit),
    date: (instant) => date.format(new Date(instant)),
    day: (instant) => day.format(new Date(instant)),
    number: (value, digits = 0) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    locale,
    currency,
    minorDigits,
  };
}
