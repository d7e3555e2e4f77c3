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
  const plain = ` ${keyOf(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  let best: { name: string; code: CountryCode } | undefined;
  for (const [name, code] of [...namesOf(), ...Object.entries(ALSO)]) {
    const isHan = /\p{Script=Han}/u.test(name);
    if (name.length < 2 || !plain.includes(isHan ? name : ` ${name.replace(/[^\p{L}\p{N}]+/gu, ' ')} `)) continue;
    if (name.length > (best?.name.length ?? 0)) best = { name, code };
  }
  return best?.code;
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

let names: Map<string, CountryCode> | undefined;

/** Made once it is needed: 2 × 240 names. */
function namesOf(): Map<string, CountryCode> {
  names ??= new Map(
    ['en', 'zh-Hans'].flatMap((language) => {
      const display = new Intl.DisplayNames([language], { type: 'region' });
      return getCountries().map((code): [string, CountryCode] => [keyOf(display.of(code) ?? code), code]);
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
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
}
