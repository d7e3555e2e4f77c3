import type { Address } from '../../../shop/shop.js';
import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import type { SlotReader } from './slot-reader.js';

type Value = ValueOf<'address'>;
type Part = 'line1' | 'city' | 'postcode';

/** A postal address, written in one message with commas or line breaks; what is missing is asked for by its name. */
export const addressSlot: SlotReader<Value> = {
  read: (context) => {
    const country = context.facts.customer?.address.country ?? '';
    const readings = context.heard.map(({ text, slots }) => parseAddress(text, slots.postcodes, country));
    const whole = readings.find(({ missing }) => missing.length === 0);
    if (whole !== undefined) return { kind: 'filled', value: { as: 'address', address: whole.address } };
    const [newest] = readings;
    if (newest === undefined || !context.isAsked) return { kind: 'open' };
    const names = newest.missing.map((part) => context.texts.flow.addressParts[part]);
    return {
      kind: 'open',
      problem: oneOf(context.texts.flow.addressMisses(names.join(context.texts.comma)), context.conversation),
    };
  },
  offer: () => [],
  words: ({ address }) => ({ '': addressInWords(address) }),
};

function addressInWords({ line1, line2, city, region, postcode, country }: Address): string {
  return [line1, line2, city, region, postcode, country].filter((part) => part !== undefined && part !== '').join(', ');
}

/** "Change my address to" before a house number; the number of an order is none. */
const BEFORE_NUMBER = /^(?!\d).{0,120}?\b(?:to|is|it|address)[:\s]+(?=\d+[a-z]?\s+\p{L})/iu;
const LEAD =
  /^.{0,40}?\b(?:address(?: (?:of|for) [^,\n]{1,40}? to| is| to)?|send it to|ship (?:it )?to|deliver (?:it )?to|it'?s|to)[:\s]+(?=.*\d)/iu;

/** Parts divided by commas or lines: the first with a number is the street, the rest is told apart by the postcode. */
function parseAddress(
  text: string,
  postcodes: readonly string[],
  country: string,
): { address: Address; missing: Part[] } {
  const parts = text
    .replace(BEFORE_NUMBER.test(text) ? BEFORE_NUMBER : LEAD, '')
    .split(/[,\n;，]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const postcode = codeBehindStreet(parts, postcodes);
  const rest = parts.map((part) => withoutCode(part, postcode)).filter((part) => part !== '');
  const streetAt = rest.findIndex((part) => /\d/.test(part) && /\p{L}/u.test(part));
  const line1 = rest[streetAt] ?? '';
  const [second, third, ...more] = rest.slice(streetAt + 1);
  const hasUnit = second !== undefined && /\b(apt|apartment|flat|unit|suite|floor|room)\b|#|\d/iu.test(second);
  const [city = '', region, given] = hasUnit ? [third, ...more] : [second, third, ...more];
  const address: Address = {
    line1,
    ...(hasUnit && { line2: second }),
    city,
    ...(region !== undefined && { region }),
    postcode,
    country: given ?? country,
  };
  const missing = (['line1', 'city', 'postcode'] as const).filter((part) => address[part] === '');
  return { address, missing };
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
