import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js/min';

export type { CountryCode };

/**
 * ISO 3166 code of a country as shops and customers write it: `IE`, `Ireland`, `爱尔兰`; undefined where it is none.
 * Names are those of the Unicode CLDR in English and Chinese, and what people say besides.
 */
export function countryCode(name: string): CountryCode | undefined {
  const key = keyOf(name);
  const code = key.toUpperCase();
  if (code.length === 2 && isSupportedCountry(code)) return code;
  return ALSO[key] ?? namesOf().get(key);
}

/** The country that a text names, e.g. at the end of an address; the longest name counts. */
export function countryIn(text: string): CountryCode | undefined {
  const plain = wordsAlone(keyOf(text));
  return writtenNames().find(({ written }) => plain.includes(written))?.code;
}

const ALSO: Record<string, CountryCode> = {
  usa: 'US',
  'u.s.a.': 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  'republic of ireland': 'IE',
  eire: 'IE',
  'czech republic': 'CZ',
  'south korea': 'KR',
  turkey: 'TR',
  hongkong: 'HK',
  美国: 'US',
  英国: 'GB',
  荷兰: 'NL',
  中国: 'CN',
  香港: 'HK',
  台湾: 'TW',
  韩国: 'KR',
};

type Written = { written: string; code: CountryCode };

let writtenOnes: Written[] | undefined;

/** The longest first; Latin names with a space on either side. */
function writtenNames(): Written[] {
  writtenOnes ??= [...namesOf(), ...Object.entries(ALSO)]
    .filter(([name]) => name.length > 1)
    .sort(([one], [other]) => other.length - one.length)
    .map(([name, code]) => ({ written: /\p{Script=Han}/u.test(name) ? name : wordsAlone(name), code }));
  return writtenOnes;
}

function wordsAlone(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

let names: Map<string, CountryCode> | undefined;

/** Made once it is needed: 2 × 240 names. */
function namesOf(): Map<string, CountryCode> {
  names ??= new Map(
    ['en', 'zh-Hans'].flatMap((language) => {
      const nameOf = namesIn(language);
      return getCountries().map((code): [string, CountryCode] => [keyOf(nameOf(code)), code]);
    }),
  );
  return names;
}

function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .normalize('NFC')
    .trim()
    .toLowerCase();
}

/** A country's name in a language. @param language BCP 47 tag */
export function countryName(code: CountryCode, language: string): string {
  return namesIn(language)(code);
}

/** What every country is called in one language, and in another. @param from, to BCP 47 tags */
export function countryNames(from: string, to: string): Map<string, string> {
  const [nameOf, otherOf] = [namesIn(from), namesIn(to)];
  return new Map(getCountries().map((code) => [nameOf(code), otherOf(code)]));
}

/** To be kept for all names of a language: making it takes a tenth of a millisecond. */
function namesIn(language: string): (code: CountryCode) => string {
  const display = new Intl.DisplayNames([language], { type: 'region' });
  return (code) => display.of(code) ?? code;
}
