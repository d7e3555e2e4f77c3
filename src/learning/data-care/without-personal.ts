import { maskPersonal } from '../../privacy/mask-personal.js';
import { redact } from '../../privacy/redact.js';
import { withoutIdentifiers } from '../../understanding/extract-slots.js';

/** Five digits or more, in groups or in one: phone, order and account numbers, which nobody should learn. */
const LONG_NUMBER = /\+?\d(?:[ ().-]{0,2}\d){4,19}/g;
/** No words that anybody writes, and so nothing to learn. */
const MASKS = /\[(?:name|address|email|phone)\]/g;

/** The same, for people to read. */
export function shownMessage(text: string): string {
  return withoutPersonal(text) || '…';
}

/** A customer's message without what must not be learned by heart: secrets, names, addresses, order and phone numbers. */
export function withoutPersonal(text: string): string {
  const masked = maskPersonal(redact(text).text).replace(MASKS, ' ');
  return withoutIdentifiers(withPlainCodes(masked)).replace(LONG_NUMBER, '0').replace(/\s+/g, ' ').trim();
}

const GAP = String.raw`[-\u2010\u2011\u2013_]`;
/** Letters and digits in one, such as HL-104233, ORD2026-55431 or 2026-HL-55431. */
const CODE = new RegExp(
  String.raw`(?<![\p{Script=Latin}\p{N}])#?[a-z\d]{1,20}(?:${GAP}[a-z\d]{1,20}){0,4}(?![\p{Script=Latin}\p{N}])`,
  'giu',
);
const LETTER = /[a-z]/i;
const FIVE_DIGITS = new RegExp(String.raw`\d(?:${GAP}?\d){4}`, 'u');
/** With a space or a hyphen between, beside Chinese, which puts none between its words and a number. */
const BESIDE_HAN =
  /(?<=\p{Script=Han})#?[a-z]{1,3}[- ]?\d{4,10}(?![a-z\d])|(?<![\p{L}\d])#?[a-z]{1,3}[- ]?\d{4,10}(?=\p{Script=Han})/giu;

/** A shop numbers its orders as it likes: whatever looks like such a number is written as one that is known as such. */
function withPlainCodes(text: string): string {
  return text
    .replace(CODE, (code) => (LETTER.test(code) && FIVE_DIGITS.test(code) ? PLAIN_CODE : code))
    .replace(BESIDE_HAN, ` ${PLAIN_CODE} `);
}

const PLAIN_CODE = 'HL-00000';
