import type { Address } from '../../../shop/shop.js';
import { readAddress } from '../../../understanding/slots/read-address.js';
import { asksSomething } from '../../reading/asks-something.js';
import type { Heard } from './slot-reader.js';
import { shareSaid, wordsIn } from './words.js';

/**
 * "Number 14, not 12", "the postcode is 36203", 是22号: the address with that one part as it is said now. Undefined where
 * nothing of it is told anew.
 */
export function patchAddress(before: Address, { text, slots }: Pick<Heard, 'text' | 'slots'>): Address | undefined {
  const said = withoutLead(text);
  if (asksSomething(said) && !/^(?:can|could|would) you\b/iu.test(said)) return undefined;
  const swapped = swap(before, said);
  const patched = swapped ?? PATCHES.reduce((address, patch) => patch(address, said, slots.postcodes), before);
  return [patched, sameStreet(before, said)].find((address) => JSON.stringify(address) !== JSON.stringify(before));
}

/** Whether it says that something is wrong with an address, without saying what is right. */
export function saysItIsWrong(text: string): boolean {
  return /\b(?:wrong|incorrect|mistake|typo|misspel\w+|not (?:right|correct))\b|不对|错了|写错|有误/iu.test(text);
}

const LEAD =
  /^(?:\s*(?:no|nope|wait|hold on|actually|sorry|oops|oh|yes|but|i (?:mean|meant)|it (?:should be|is|was)|it['’]?s|that['’]?s|make (?:it|that)|change (?:it|that) to|等等|等一下|不|对不起|是|应该是|改成|改为)(?![\p{Script=Latin}])[\s，,。:：]*)+/iu;

function withoutLead(text: string): string {
  return text.replace(LEAD, '').trim();
}

const PARTS = ['line1', 'line2', 'city', 'region', 'postcode'] as const;
const LABEL =
  /^(?:the )?(?:house ?)?(?:number|no\.?|nr\.?|post ?code|zip(?: code)?|city|town|street)(?: is| should be|:)? /iu;
const SWAPS = [
  /^(?<to>.{1,60}?)[\s,]+(?:and )?(?:not|instead of|rather than) (?:the |number |no\.? )?(?<from>[^,]{1,60})$/iu,
  /^(?:not|instead of) (?:number )?(?<from>.{1,60}?)(?: but | it['’]?s |, ?(?:but )?)(?<to>.{1,60})$/iu,
  /^不是(?<from>.{1,30}?)[，,]?\s*(?:而?是|应该是)(?<to>.{1,30})$/u,
  /^(?<to>.{1,30}?)[，,]?\s*(?:而)?不是(?<from>.{1,30})$/u,
];

/** Of what comes in the place of a part; more is a sentence. */
const MOST_WORDS = 5;

/** One thing for another that stands in the address. */
function swap(address: Address, said: string): Address | undefined {
  for (const pattern of SWAPS) {
    const { from = '', to = '' } = pattern.exec(said)?.groups ?? {};
    const old = from.trim().replace(/[.!?。]$/u, '');
    const fresh = to.trim().replace(LABEL, '');
    const isPart = old !== '' && fresh !== '' && wordsIn(fresh).length <= MOST_WORDS;
    const part = !isPart ? undefined : PARTS.find((one) => holds(address[one] ?? '', old));
    if (part !== undefined) return { ...address, [part]: (address[part] ?? '').replace(wholly(old), fresh) };
  }
  return undefined;
}

function holds(value: string, words: string): boolean {
  return wholly(words).test(value);
}

/** Not within a longer number or word. */
function wholly(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{Script=Latin}\p{N}])${escaped}(?![\p{Script=Latin}\p{N}])`, 'iu');
}

type Patch = (address: Address, said: string, postcodes: readonly string[]) => Address;

const IS = String.raw`(?: is| should be| to|:|是|为|改成|应该是)?\s*`;
const POSTCODE = /\bpost(?:al)? ?code\b|\bzip\b|邮编|邮政编码/iu;
const NUMBER = new RegExp(
  String.raw`(?<!\border |\bphone )(?:\b(?:number|no\.?|nr\.?)|#|门牌号?)${IS}(\d{1,5}\s?[a-z]?)(?![\p{L}\p{N}])`,
  'iu',
);
const HAN_NUMBER = /(\d{1,5})\s*(号楼|号院|号|栋|幢|楼|层|室|单元|弄|座)(?!码)/gu;
const UNIT = /\b(?:flat|apt\.?|apartment|unit|suite|floor|room) ?[\p{L}\p{N}-]{1,8}\b/iu;
const CITY = new RegExp(String.raw`(?:\b(?:city|town)|城市)${IS}(\p{L}[\p{L}\s'’-]{1,40})$`, 'iu');
const STREET = /(?:\bstreet(?: name)?(?: is| should be|:)|街道(?:是|为|改成))\s*(\p{L}.{1,60})$/iu;

const PATCHES: Patch[] = [
  (address, said, postcodes) => {
    const [code] = postcodes.filter((one) => one !== address.postcode);
    const isMeant =
      code !== undefined && (POSTCODE.test(said) || (said.length <= 12 && isAlike(code, address.postcode)));
    return isMeant ? { ...address, postcode: code } : address;
  },
  (address, said) => {
    const bare = /^\d{1,4}\s?[a-z]?$/iu.exec(said)?.[0];
    const number = NUMBER.exec(said)?.[1] ?? (bare === address.postcode ? undefined : bare);
    return number === undefined ? address : { ...address, line1: withNumber(address.line1, number.trim()) };
  },
  (address, said) =>
    [...said.matchAll(HAN_NUMBER)].reduce(
      (patched, [, number = '', unit = '']) => withHanNumber(patched, number, unit),
      address,
    ),
  (address, said) => {
    const unit = UNIT.exec(said)?.[0];
    if (unit === undefined) return address;
    return UNIT.test(address.line1)
      ? { ...address, line1: address.line1.replace(UNIT, unit) }
      : { ...address, line2: unit };
  },
  (address, said) => {
    const city = CITY.exec(said)?.[1];
    return city === undefined ? address : { ...address, city: city.trim() };
  },
  (address, said) => {
    const street = STREET.exec(said)?.[1]?.trim();
    return street === undefined ? address : { ...address, line1: withStreet(address.line1, street) };
  },
];

/** Written by the same form: as many digits, letters where letters stand. */
function isAlike(code: string, other: string): boolean {
  const form = (text: string) => text.replace(/\s/g, '').replace(/\d/g, '9').replace(/[a-z]/giu, 'a');
  return form(code) === form(other);
}

/** The number of the house stands first or last; another one in the name of a street stays. */
function withNumber(line: string, number: string): string {
  if (/^\d/.test(line)) return line.replace(/^\d+\s?(?:[a-z]\b)?/iu, `${number} `).replace(/ {2,}/g, ' ');
  return line.replace(/\d+\s?[a-z]?$/iu, number);
}

function withHanNumber(address: Address, number: string, unit: string): Address {
  const own = new RegExp(String.raw`\d+(?=\s*${unit}(?!楼|院))`, 'u');
  const part = (['line1', 'line2'] as const).find((one) => own.test(address[one] ?? ''));
  if (part !== undefined) return { ...address, [part]: (address[part] ?? '').replace(own, number) };
  return unit === '号' ? { ...address, line1: withNumber(address.line1, number) } : address;
}

/** "14 rue de Siam", where it was "12 rue de Siam". */
function sameStreet(address: Address, said: string): Address {
  const { line1, postcode } = readAddress(said, { postcodes: [], country: undefined });
  const street = wordsIn(address.line1)
    .filter((word) => !/\d/.test(word) && word.length > 1)
    .join(' ');
  const words = new Set(wordsIn(line1));
  const isSame = postcode === '' && street !== '' && /\d/.test(line1) && shareSaid(street, words) > 0.5;
  return isSame && words.size <= wordsIn(address.line1).length + 1 ? { ...address, line1 } : address;
}

function withStreet(line: string, street: string): string {
  if (/\d/.test(street)) return street;
  const [number = ''] = /^\d+\s?(?:[a-z]\b)?|\d+\s?[a-z]?$/iu.exec(line) ?? [];
  return (/^\d/.test(line) ? `${number.trim()} ${street}` : `${street} ${number}`).trim();
}
