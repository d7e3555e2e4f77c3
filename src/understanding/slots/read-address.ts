import { type CountryCode, countryCode } from './country-code.js';
import { divideAddress } from './divide-address.js';
import { contradictsPostcode, countriesOfPostcode } from './postcode-countries.js';
import { readName } from './read-name.js';

/** What a text says of an address; a part that it does not say is ''. */
export type AddressReading = {
  name: string | undefined;
  line1: string;
  line2: string | undefined;
  city: string;
  region: string | undefined;
  postcode: string;
  /** The one that is named, or else the customer's, unless the postcode cannot be one of its own. */
  country: CountryCode | undefined;
};

type Known = {
  /** Found in the text, in its order. */
  postcodes: readonly string[];
  /** Where the customer's things went so far. */
  country: CountryCode | undefined;
};

/** "Change my address to" before a house number; the number of an order is none. */
const BEFORE_NUMBER = /^(?!\d).{0,120}?\b(?:to|is|it|address)[:\s]+(?=\d+[a-z]?\s+\p{L})/iu;
const LEAD =
  /^.{0,40}?\b(?:address(?: (?:of|for) [^,\n]{1,40}? to| is| to)?|send it to|ship (?:it )?to|deliver (?:it )?to|it'?s|to)[:\s]+(?=.*\d)/iu;
const HAN_LEAD = /^.{0,20}?(?:地址)?(?:改成|改为|换成|寄到|送到|改到|是)[:：\s]*(?=.*\d)/u;

/** Parts divided by commas or lines, or as if they were: the first with a number is the street, the rest is told apart by the postcode. */
export function readAddress(text: string, known: Known): AddressReading {
  const written = partsOf(text);
  const [whole = '', ...others] = written;
  const parts = others.length === 0 ? divideAddress(whole, known.postcodes) : written;
  const postcode = codeBehindStreet(parts, known.postcodes);
  const rest = parts.map((part) => withoutCode(part, postcode)).filter((part) => part !== '');
  const streetAt = rest.findIndex((part) => /\d/.test(part) && /\p{L}/u.test(part));
  const behind = rest.slice(streetAt + 1);
  const named = countryAmong(behind, { ...known, postcode });
  const [second, third, ...more] = behind.filter((_part, at) => at !== named?.at);
  const hasUnit = second !== undefined && /\b(apt|apartment|flat|unit|suite|floor|room)\b|#|\d|[楼室层]/iu.test(second);
  const [city = '', region] = hasUnit ? [third, ...more] : [second, third, ...more];
  return {
    name: rest
      .slice(0, Math.max(0, streetAt))
      .map(readName)
      .find((name) => name !== undefined),
    line1: rest[streetAt] ?? '',
    line2: hasUnit ? second : undefined,
    city,
    region,
    postcode,
    country: named?.code ?? unlessContradicted(known.country, postcode),
  };
}

function unlessContradicted(country: CountryCode | undefined, postcode: string): CountryCode | undefined {
  return country !== undefined && contradictsPostcode(postcode, country) ? undefined : country;
}

/** A proof that stands beside an address is no part of it. */
const MAIL = /[!-~]{1,64}@[!-~]{1,255}/gu;

function partsOf(text: string): string[] {
  return text
    .replace(MAIL, ' ')
    .replace(BEFORE_NUMBER.test(text) ? BEFORE_NUMBER : /\p{Script=Han}/u.test(text) ? HAN_LEAD : LEAD, '')
    .split(/[,\n;，；]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap(chineseParts);
}

/** Chinese goes from the large to the small in one piece: 广东省深圳市南山区科技园路12号. */
function chineseParts(part: string): string[] {
  const [, region, city, line] =
    /^(\p{Script=Han}{2,8}(?:省|自治区))?(\p{Script=Han}{2,8}?市)(.*\d.*)$/u.exec(part) ?? [];
  if (city === undefined || line === undefined) return [part];
  return [line.trim(), city, ...(region === undefined ? [] : [region])];
}

/** A whole part that is a country's name. The first behind the street is the city, also in Luxembourg, if it is the only one. */
function countryAmong(
  parts: string[],
  known: Known & { postcode: string },
): { at: number; code: CountryCode } | undefined {
  for (const [at, part] of [...parts.entries()].reverse()) {
    const code = at === 0 ? undefined : countryCode(part);
    if (code !== undefined && (part.length > 2 || isNoRegion(code, part, known))) return { at, code };
  }
  return undefined;
}

/** CA is California where addresses are American; two letters count where the postcode says so too. */
function isNoRegion(code: CountryCode, part: string, { country, postcode }: Known & { postcode: string }): boolean {
  if (part.toUpperCase() === 'UK') return true;
  return country !== 'US' && (code === country || countriesOfPostcode(postcode).includes(code));
}

/** House numbers may look like postcodes, which stand behind the street. */
function codeBehindStreet([street = '', ...behind]: string[], postcodes: readonly string[]): string {
  const isIn = (parts: string[]) => (code: string) => parts.some((part) => includesCode(part, code));
  return postcodes.find(isIn(behind)) ?? postcodes.find(isIn([street])) ?? '';
}

function includesCode(part: string, code: string): boolean {
  return squeezed(part).includes(squeezed(code));
}

function withoutCode(part: string, code: string): string {
  if (code === '' || !includesCode(part, code)) return part;
  const spaced = [...squeezed(code)].map((letter) => `${letter}[\\s-]?`).join('');
  return part.replace(new RegExp(spaced, 'iu'), '').trim();
}

function squeezed(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}
