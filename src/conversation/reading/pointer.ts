import type { OrderId } from '../../protocol/ids.js';
import type { Order } from '../../shop/shop.js';
import { sameNumber } from '../replies/pick-order.js';

/** How a message says which order it means. */
export type Pointer =
  | { kind: 'named'; number: string }
  /** "It", "this order". */
  | { kind: 'same' }
  /** "The other one". */
  | { kind: 'other' }
  /** "The second order": counted from 1 as orders are listed, the newest first; from the end below 0. */
  | { kind: 'place'; place: number };

/** A message that names an order and leaves out what is wanted of it: "and HL-104711?", "what about the other one". */
export type Ellipsis = {
  pointer: Pointer;
  /** "And", "too": beside what was asked for before, not in its place. */
  isAddition: boolean;
};

/** Longer texts say what they want. */
const LONGEST = 80;
/** Stands for the number of an order while the words around it are read. */
const NUMBER = '\uE000';

const PLACES: [RegExp, number][] = [
  [/\b(?:newest|latest|most recent|last)\b|最新|最近|上一?[个单]/iu, 1],
  [/\b(?:first|1st|top)\b|第一/iu, 1],
  [/\b(?:second|2nd)\b|第二/iu, 2],
  [/\b(?:third|3rd)\b|第三/iu, 3],
  [/\b(?:fourth|4th)\b|第四/iu, 4],
  [/\b(?:oldest|bottom)\b|最早|最后/iu, -1],
];

const THING = '(?:one|order|parcel|package)';
const ORDINAL = '(?:newest|latest|most recent|last|first|1st|second|2nd|third|3rd|fourth|4th|oldest)';
const OTHER = new RegExp(String.raw`\b(?:the|my|that|an)? ?other ${THING}?\b|另外?[一那]?[个单份]|别的订单`, 'iu');
const PLACE = new RegExp(
  String.raw`\b(?:the|my) ${ORDINAL} ${THING}\b|第[一二三四][个单份]|(?:最新|最近|最早|最后)的?[一]?[个单份]|上一?[个单]`,
  'iu',
);
const SAME =
  /\b(?:it|(?:this|that) (?:one|order|parcel|package))\b|(?<![a-z])(?:cancel|return|track) (?:this|that)\b|它|[这那][个单份](?!月|星期|周|问题)/iu;

/** Wherever in the text it is said; undefined where nothing is pointed at. @param numbers of orders, as they were read from it */
export function readPointer(text: string, numbers: readonly string[]): Pointer | undefined {
  const [number] = numbers;
  if (number !== undefined) return { kind: 'named', number };
  const plain = text.slice(0, 1000);
  if (OTHER.test(plain)) return { kind: 'other' };
  return placeIn(PLACE.exec(plain)?.[0]) ?? (SAME.test(plain) ? { kind: 'same' } : undefined);
}

function placeIn(said: string | undefined): Pointer | undefined {
  const place = said === undefined ? undefined : PLACES.find(([pattern]) => pattern.test(said))?.[1];
  return place === undefined ? undefined : { kind: 'place', place };
}

const LEAD = String.raw`(?:(?:and|also|plus|so|then|but|now|ok|okay|what about|how about|same (?:thing )?(?:for|with))[\s,]{1,3}){0,3}`;
const TAIL = String.raw`(?:[\s,]{1,3}(?:too|also|as well|then|please|now)){0,2}`;
const MY = '(?:the |my |that |this )?';
const BARE_POINTER = `(?:${MY}(?:order |number |no\\.? ){0,2}${NUMBER}|${MY}(?:other|${ORDINAL})(?: ${THING})?|(?:this|that)(?: ${THING})?|it)`;
const ENGLISH = new RegExp(
  String.raw`^(?<lead>${LEAD})(?:(?:for|of|with) )?${BARE_POINTER}(?<tail>${TAIL})\s?[?!.]{0,3}$`,
  'iu',
);
const CHINESE = new RegExp(
  String.raw`^(?<lead>(?:那么?|还有|以及|另外|再|也|和|跟)?)[\s,，]?(?:我的)?(?:订单号?)?(?:${NUMBER}(?:订单)?|另外?[一那]?[个单份](?:订单)?|第[一二三四][个单份](?:订单)?|[这那][个单份](?:订单)?)(?:的)?(?<tail>(?:也要|也是|也?一样|也)?)(?:呢|吧|吗|怎么样|如何)?[?？!。！]{0,3}$`,
  'u',
);
const ADDS = /\b(?:and|also|plus|too|as well|same)\b|还有|以及|再|也|一样/iu;

/** Undefined when the text says more than which order. @param numbers of orders, as they were read from it */
export function readEllipsis(text: string, numbers: readonly string[]): Ellipsis | undefined {
  if (text.length > LONGEST) return undefined;
  const found = ENGLISH.exec(plain(text)) ?? CHINESE.exec(plain(text));
  if (found === null) return undefined;
  const pointer = readPointer(text, numbers) ?? placeIn(text) ?? { kind: 'same' as const };
  const { lead = '', tail = '' } = found.groups ?? {};
  const isAddition = ADDS.test(lead) || ADDS.test(tail);
  // "That one too" is one more, not the one that was just served.
  return { pointer: isAddition && pointer.kind === 'same' ? { kind: 'other' } : pointer, isAddition };
}

/** One space between words, order numbers as one sign. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/#?\b[a-z]{1,3}[- ]?\d{4,10}\b|#\d{3,12}\b|(?<![\d.,])\d{4,10}\b/giu, NUMBER)
    .replace(/\s+/gu, ' ')
    .trim();
}

type Known = {
  /** The customer's own, the newest first. */
  orders: readonly Order[];
  inFocus: OrderId | undefined;
  /** Whether an order is likely to be meant, where several could be. */
  isLikely: (order: Order) => boolean;
};

/** Undefined where none, or no single one, can be meant. */
export function orderPointedAt(pointer: Pointer, { orders, inFocus, isLikely }: Known): Order | undefined {
  switch (pointer.kind) {
    case 'named':
      return orders.find(({ id }) => sameNumber(id, pointer.number));
    case 'same':
      return orders.find(({ id }) => id === inFocus);
    case 'place':
      return pointer.place > 0 ? orders[pointer.place - 1] : orders.at(pointer.place);
    case 'other': {
      const others = inFocus === undefined ? [] : orders.filter(({ id }) => id !== inFocus);
      return only(others) ?? only(others.filter(isLikely));
    }
  }
}

function only([first, ...more]: readonly Order[]): Order | undefined {
  return more.length === 0 ? first : undefined;
}
