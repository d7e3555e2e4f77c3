import type { Slots } from '../../understanding/understanding.js';
import type { Reading } from './reading.js';

/**
 * Whether a text is nothing but an address, a number, a code or a postcode, with the words that say what it is: an answer, if
 * something was asked, and never a wish by itself. The model has to read some wish into it all the same.
 */
export function isValueOnly(text: string, slots: Slots): boolean {
  if (ASKS.test(text)) return false;
  const given = [...slots.orderNumbers, ...slots.emails, ...slots.postcodes];
  const rest = given.reduce((left, value) => left.toLowerCase().replace(value.toLowerCase(), ' '), text);
  const isValue = given.length > 0 || NUMBERED.test(rest);
  return isValue && !/\p{L}/u.test(rest.replace(NUMBERED, ' ').replace(WHAT_IT_IS, ' '));
}

const ASKS = /[?？]/u;
/** A number, or letters with one in them: telephone, code, price. */
const NUMBERED = /(?<![\p{Script=Latin}\p{N}])[a-z]{0,12}\p{N}[a-z\p{N}]{0,20}/giu;
const WHAT_IT_IS =
  /\b(?:my|the|this|it|is|it['’]s|here|and|e-?mail|mail|address|order|number|no|nr|postcode|postal|zip|code|phone|mobile|tel|for|please|#)\b|我的?|邮箱|地址|邮编|订单|优惠|手机|电话|[编单]?号码?|[券码]|是|请/giu;

/** The same message, with no wish read into values that were given. */
export function withoutGuess(reading: Reading): Reading {
  const { message, understanding } = reading;
  const isValue = message.choice === undefined && isValueOnly(message.text, understanding.slots);
  return isValue
    ? { ...reading, understanding: { ...understanding, decision: { kind: 'unsure' }, ranking: [], parts: [] } }
    : reading;
}
