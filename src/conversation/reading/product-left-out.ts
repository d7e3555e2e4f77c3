import { familyNamed } from '../../recommendation/colour-family.js';
import { optionWords } from '../../recommendation/option-words.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { Reading } from './reading.js';

/**
 * What is wanted by a message that leaves it out after a product was talked about: "and in black?" asks whether it is to be
 * had so, "and the trail bottle?" what was asked of the last one. Undefined where the words say what they want.
 */
export function productWishLeftOut(reading: Reading): Intent | undefined {
  const { conversation, message, understanding, intents } = reading;
  if (message.choice !== undefined || understanding.parts.length > 0) return undefined;
  if (conversation.productInFocus === undefined) return undefined;
  if (namesOptionsOnly(message.text)) return intents.get(STOCK);
  return understanding.decision.kind !== 'confident' && namesOneMore(message.text)
    ? lastOfProducts(reading)
    : undefined;
}

const STOCK = 'stock_check';

function lastOfProducts({ conversation: { lastIntent }, intents }: Reading): Intent | undefined {
  const last = intents.get(lastIntent ?? '');
  return last !== undefined && 'job' in last.reply && PRODUCT_JOBS.has(last.reply.job) ? last : undefined;
}

const PRODUCT_JOBS = new Set(['product-stock', 'product-facts']);

/** Longer texts say what they want. */
const MOST_WORDS = 10;

/** Sizes and colours, and beside them nothing but the little words of a question: "do you have it in M too". */
export function namesOptionsOnly(text: string): boolean {
  if (text.length > 80) return false;
  const words = optionWords(text);
  return words.length <= MOST_WORDS && words.some(isOption) && words.every((word) => isOption(word) || isLittle(word));
}

/** A size, or a colour. */
export function isOption(word: string): boolean {
  return SIZE.test(word) || familyNamed(word) !== undefined;
}

const SIZE = /^(?:x{0,3}s|m|x{0,3}l|(?:uk|us)?\d{1,2}|one size)$/;

function isLittle(word: string): boolean {
  return LITTLE.has(word) || LITTLE_IN_CHINESE.test(word);
}

const LITTLE = new Set(
  `a about also an and any anything are but colour colours color colors comes come dark do does else have how in is it light
  maybe of ok okay one ones or please same size sizes so that the them then there this too what with you`.split(/\s+/),
);
const LITTLE_IN_CHINESE = /^[那有没吗呢的么还要是可以款码色号也请问了啊呀它这个和]+$/u;

/** "And the trail bottle?" */
function namesOneMore(text: string): boolean {
  return ONE_MORE.test(text.trim()) || ONE_MORE_IN_CHINESE.test(text.trim());
}

const ONE_MORE = /^(?:and|what about|how about) (?:the|your|a) (?:[\w'’-]{1,20} ?){1,4}\?{0,2}$/iu;
const ONE_MORE_IN_CHINESE = /^(?:那么?|还有)[^，。？?]{2,16}呢[？?]?$/u;
