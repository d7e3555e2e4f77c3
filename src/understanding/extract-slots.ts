import { findPriceLimits } from './find-price-limits.js';
import type { Slots } from './understanding.js';

/** Longer texts are pasted documents; what matters stands at their beginning. */
const MAX_LENGTH = 10_000;
const MAX_VALUES = 20;

const MAIL = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi;
/** What a number may not directly follow, or it is part of something else. */
const FREE = String.raw`(?<![\p{L}\p{N}@.,€$£-]|\p{L}['’])`;
const END = String.raw`(?![\p{L}\p{N}]|-[\p{L}\p{N}])`;
/** Hyphens that shops and phones put into numbers, and the space that many write instead. */
const GAP = String.raw`[-\u2010\u2011\u2013 ]`;
const ANY_GAP = new RegExp(GAP, 'u');
/** An optional #, one to three letters, an optional gap, four to ten digits; or # and digits. */
const ORDER_NUMBER = new RegExp(`${FREE}(?:#?([a-z]{1,3})(${GAP}?)([0-9]{4,10})|#[0-9]{3,12})${END}`, 'giu');
/** Short words that stand before a number without being part of it. */
const NOT_A_PREFIX =
  /^(?:am|an|and|are|as|at|but|buy|by|cm|de|due|eur|for|gbp|get|got|had|has|id|in|is|it|kg|mai|mar|max|may|me|min|mm|my|no|nov|nr|oct|of|on|or|out|pay|pin|pm|put|sep|so|sum|tel|the|to|up|usd|was|we|zip|jan|feb|apr|jun|jul|aug|dec|i|a)$/i;
/** A number that the word before says is an order's. */
const TOLD_NUMBER = new RegExp(
  String.raw`\border(?:s| id| number| nr| no)?(?: is)?[.:]? {0,2}([0-9]{3,12})${END}`,
  'giu',
);

const POSTCODES = [
  // United Kingdom
  /\b[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}\b/giu,
  // Ireland
  /\b[ac-fhknprtv-y][0-9][0-9w] ?[0-9ac-fhknprtv-y]{4}\b/giu,
  // Netherlands; two letters after four digits are more often a word
  /\b[1-9][0-9]{3} ?(?!(?:am|an|as|at|be|by|do|eu|if|in|is|it|me|my|no|of|on|or|pm|so|to|up|us|we)\b)[a-z]{2}\b/giu,
  // United States with the last four, then four to six digits as in most other countries
  new RegExp(`${FREE}[0-9]{5}-[0-9]{4}${END}`, 'gu'),
  new RegExp(
    `${FREE}(?<!#)[0-9]{4,6}${END}(?![%€$£]|[.,][0-9]| ?(?:euro|eur|dollar|pound)s?\\b| ?[元块件个年月日号天])`,
    'gu',
  ),
];

/**
 * Finds what a customer's message names. Every pattern looks at a bounded number of characters from where it starts, so
 * the time grows with the length of the text and no faster.
 */
export function extractSlots(text: string): Slots {
  const plain = text
    .slice(0, MAX_LENGTH)
    .replace(/[，、；]/gu, '$& ')
    .normalize('NFKC');
  const emails = find(plain, MAIL).map((mail) => mail.toLowerCase());
  const withoutMail = plain.replace(MAIL, ' ');
  const spaced = besideHan(withoutMail);
  const orders = [...findOrderNumbers(spaced), ...findToldInChinese(spaced)];
  const rest = orders.reduce((left, { written }) => left.replaceAll(written, ' '), withoutMail);
  return {
    orderNumbers: firstOf(orders.map(({ number }) => number)),
    emails: firstOf(emails),
    postcodes: firstOf(findPostcodes(besideHan(rest))),
    ...findPriceLimits(rest),
  };
}

/** Chinese puts no space between its words and a number: 订单HL-104233到哪了. */
function besideHan(text: string): string {
  return text.replace(
    /(?<=\p{Script=Han})(?=[\p{Script=Latin}\p{N}#])|(?<=[\p{Script=Latin}\p{N}])(?=\p{Script=Han})/gu,
    ' ',
  );
}

const TOLD_IN_CHINESE = new RegExp(`订单(?: ?编?号码?)?(?: ?[是为])?[: ]{0,3}([0-9]{3,12})${END}`, 'gu');

/** Only for the slots: the model has read such numbers as they stand. */
function findToldInChinese(text: string): { written: string; number: string }[] {
  return [...text.matchAll(TOLD_IN_CHINESE)].map(([, number = '']) => ({ written: number, number }));
}

/** Takes the place of a found number until the words around it are read with it. */
const MARK = '\uE000';
const ORDER_WORDS = String.raw`(?:\borders?\s{0,3}(?:\b(?:number|nr|no|id)\b\.?\s{0,3})?|\b(?:number|nr|no|id)\b\.?\s{0,3})`;
/** "Is" belongs to the number behind "my order number", not behind "where". */
const MARKED_ORDER = new RegExp(
  String.raw`(?:\b(?:my|the|this|that|an?|for|of)\s{1,3})?(?:${ORDER_WORDS}(?:is\b\s{0,3})?)?(?:[:#]\s{0,3})?${MARK}`,
  'giu',
);

/**
 * The text as a classifier should read it: "where is order HL-104233" as "where is my order", mail addresses left out.
 * Which order it is says nothing of what is wanted, and no model has seen its number before. A text that is nothing
 * but numbers and addresses stays as it is.
 */
export function withoutIdentifiers(text: string): string {
  const withoutMail = text.slice(0, MAX_LENGTH).replace(MAIL, ' ');
  const marked = findOrderNumbers(withoutMail).reduce(
    (left, { written }) => left.replaceAll(written, MARK),
    withoutMail,
  );
  if (!/[\p{L}\p{N}]/u.test(marked)) return text;
  return marked.replace(MARKED_ORDER, ' my order').replace(/\s+/g, ' ').trim();
}

/** Whatever stands between letters and digits is read as the hyphen it most often is meant for. */
function findOrderNumbers(text: string): { written: string; number: string }[] {
  const shaped = [...text.matchAll(ORDER_NUMBER)]
    .filter(([, letters = '', gap]) => gap !== ' ' || !NOT_A_PREFIX.test(letters))
    .filter(({ 0: written, index }) => !isZip(written, text.slice(Math.max(0, index - 40), index)))
    .map(([written]) => ({ written, number: written.toUpperCase().replace(ANY_GAP, '-') }));
  const told = [...text.matchAll(TOLD_NUMBER)].map(([, number = '']) => ({ written: number, number }));
  return [...shaped, ...told];
}

/** "Springfield, IL 62704": a state and its five digits behind the name of a place, and behind no word for an order. */
function isZip(written: string, before: string): boolean {
  return (
    STATE_AND_ZIP.test(written) &&
    /\p{L}[,.]?\s+$/u.test(before) &&
    !/\b(?:orders?|number|nr|no|id|is|my|the)\W+$/iu.test(before)
  );
}

const STATE_AND_ZIP =
  /^(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}$/;

/** What one pattern has claimed, the next no longer sees: 1012 AB is not also 1012. */
function findPostcodes(text: string): string[] {
  let left = text;
  return POSTCODES.flatMap((pattern) => {
    const found = find(left, pattern).map((code) => code.toUpperCase());
    left = left.replace(pattern, ' ');
    return found;
  });
}

function find(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}

function firstOf(values: string[]): string[] {
  return [...new Set(values)].slice(0, MAX_VALUES);
}
