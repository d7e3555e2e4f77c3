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
  return withoutIdentifiers(masked).replace(LONG_NUMBER, '0').replace(/\s+/g, ' ').trim();
}
