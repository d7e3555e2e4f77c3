/**
 * A written number in minor units of a currency: "1.250,50" and "1,250.50" are both 125050 cents. The last mark with one or
 * two digits behind it divides off the fraction; every other mark groups thousands.
 * @param currency ISO 4217
 */
export function minorUnits(written: string, currency: string): number {
  const [, units = '', fraction = ''] = /^([\d., ]*?\d)(?:[.,](\d{1,2}))?$/.exec(written.trim()) ?? [];
  const digits = fractionDigits(currency);
  const whole = Number(units.replace(/\D/g, '')) * 10 ** digits;
  return whole + Math.round(Number(`0.${fraction === '' ? '0' : fraction}`) * 10 ** digits);
}

function fractionDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
