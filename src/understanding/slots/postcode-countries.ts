import type { CountryCode } from './country-code.js';

/**
 * How postcodes are written, by country: where orders mostly go, and whose form is unlike all others.
 * @see Universal Postal Union, Addressing solutions, postcodes by country
 */
const FORMS: [RegExp, CountryCode[]][] = [
  [/^(?:[AC-FHKNPRTV-Y]\d\d|D6W) ?[0-9AC-FHKNPRTV-Y]{4}$/, ['IE']],
  [/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, ['GB']],
  [/^[1-9]\d{3} ?[A-Z]{2}$/, ['NL']],
  [/^[A-CEGHJ-NPR-TV-Z]\d[A-Z] ?\d[A-Z]\d$/, ['CA']],
  [/^\d{5}-\d{4}$/, ['US']],
  [/^\d{2}-\d{3}$/, ['PL']],
  [/^\d{4}-\d{3}$/, ['PT']],
  [/^\d{3}-\d{4}$/, ['JP']],
  [/^\d{3} \d{2}$/, ['SE', 'CZ', 'SK', 'GR']],
  [/^\d{4}$/, ['AT', 'BE', 'CH', 'DK', 'NO', 'HU', 'LU', 'AU', 'NZ', 'BG', 'SI', 'ZA']],
  [
    /^\d{5}$/,
    ['DE', 'FR', 'ES', 'IT', 'FI', 'US', 'SE', 'CZ', 'SK', 'GR', 'EE', 'HR', 'TR', 'MX', 'KR', 'MY', 'TH', 'UA'],
  ],
  [/^\d{6}$/, ['CN', 'SG', 'IN', 'RO', 'RU', 'VN']],
];

/** Countries whose postcodes look like this; empty where the form is not known. */
export function countriesOfPostcode(postcode: string): readonly CountryCode[] {
  const code = postcode.trim().toUpperCase().replace(/\s+/g, ' ');
  return FORMS.flatMap(([form, countries]) => (form.test(code) ? countries : []));
}

/** Whether a postcode cannot be one of this country's. Countries whose form is not known fit everything. */
export function contradictsPostcode(postcode: string, country: CountryCode): boolean {
  const fitting = countriesOfPostcode(postcode);
  const isKnown = FORMS.some(([, countries]) => countries.includes(country));
  return isKnown && fitting.length > 0 && !fitting.includes(country);
}
