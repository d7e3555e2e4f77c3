import { isOption } from '../../../recommendation/is-option.js';
import { optionWords } from '../../../recommendation/option-words.js';
import type { Intent } from '../../../understanding/intent-catalog.js';
import type { Reading } from '../reading.js';
import { asksPrice } from './asks-price.js';
import { asksStock } from './asks-stock.js';
import { asksWhich } from './asks-which.js';
import { asksCheaper } from './cheaper-wanted.js';
import { COUNTED, isOfQuestion } from './little-words.js';
import { asksForMore } from './more-wanted.js';
import { FACTS, SIZES, STOCK, SUGGESTIONS } from './product-intents.js';
import { pointsOnly } from './shown-pointer.js';

/**
 * What is wanted by a message that leaves it out after products were talked about: "and in black?" asks whether it is to be
 * had so, "the second one" what there is to know of it, "anything cheaper?" for suggestions, and "and the trail bottle?" what
 * was asked of the last one. Undefined where the words say what they want.
 */
export function productWishLeftOut(reading: Reading): Intent | undefined {
  const { conversation, message, understanding, intents } = reading;
  if (message.choice !== undefined || understanding.parts.length > 0) return undefined;
  const isShown = conversation.productsShown.length > 1;
  if (conversation.productInFocus === undefined && !isShown) return undefined;
  if (asksCheaper(message.text)) return intents.get(SUGGESTIONS);
  if (conversation.productWish !== undefined && asksForMore(message.text)) return intents.get(SUGGESTIONS);
  if (asksPrice(message.text)) return intents.get(FACTS);
  if (namesOptionsOnly(message.text)) return intents.get(STOCK);
  if (asksStock(message.text)) return intents.get(STOCK);
  if (asksOfSize(message.text)) return intents.get(SIZES);
  if (isShown && picksOne(message.text)) return intents.get(namesOption(message.text) ? STOCK : FACTS);
  const { decision } = understanding;
  const read = decision.kind === 'confident' ? intents.get(decision.intent) : undefined;
  const isOther = read !== undefined && !isOfProducts(read);
  if (isOther && decision.kind === 'confident' && decision.probability >= SURE) return undefined;
  if (!isOther && asksForVersion(message.text)) return intents.get(STOCK);
  return (isOther || read === undefined) && namesOneMore(message.text) ? lastOfProducts(reading) : undefined;
}

/** "And the trail bottle?" sounds a little like a bottle that is missing. */
const SURE = 0.8;

/** "And in black?", and what a shop alone calls its colours: "in brick?" */
export function asksForVersion(text: string): boolean {
  return namesOptionsOnly(text) || IN_ANOTHER.test(text.trim());
}

const IN_ANOTHER =
  /^(?:(?:and|or|what about|how about),? )?in (?!store|shop|stock|person|general|total|time|english|chinese)(?:[a-z]{3,12} ?){1,2}\?{0,2}$/iu;

/** By a pointer, or by what it is like: "the wool one". */
function picksOne(text: string): boolean {
  return pointsOnly(text) || asksWhich(text) || ONE_LIKE.test(text.trim()) || ONE_LIKE_IN_CHINESE.test(text.trim());
}

const ONE_LIKE =
  /^(?:(?:and|what about|how about|i want|i['’]d like|i['’]ll take|i prefer|give me|show me) )?(?:the|an?) (?:[\w-]{1,20} ){1,2}ones?\W{0,3}$/iu;
const ONE_LIKE_IN_CHINESE = new RegExp(
  `^(?:我要|要|选|就|看看)?(?:\\p{Script=Han}{1,6}的?那${COUNTED}|那${COUNTED}\\p{Script=Han}{1,6}的)[吧呢]?[。！!？?]?$`,
  'u',
);

/** The digit of a place in the list is no size. */
function namesOption(text: string): boolean {
  return optionWords(text).some((word) => isOption(word) && !/^[1-5]$/.test(word));
}

/** The model knows this question in English. */
export function asksOfSize(text: string): boolean {
  return text.length <= 30 && /偏[大小]|合身|尺码准/u.test(text);
}

function lastOfProducts({ conversation: { lastIntent }, intents }: Reading): Intent | undefined {
  const last = intents.get(lastIntent ?? '');
  return isOfProducts(last) ? last : undefined;
}

function isOfProducts(intent: Intent | undefined): boolean {
  return intent !== undefined && 'job' in intent.reply && PRODUCT_JOBS.has(intent.reply.job);
}

const PRODUCT_JOBS = new Set(['product-stock', 'product-facts']);

/** Longer texts say what they want. */
const MOST_WORDS = 10;

/** Sizes and colours, and beside them nothing but the little words of a question: "do you have it in M too". */
export function namesOptionsOnly(text: string): boolean {
  if (text.length > 80) return false;
  const words = optionWords(text);
  return (
    words.length <= MOST_WORDS && words.some(isOption) && words.every((word) => isOption(word) || isOfQuestion(word))
  );
}

/** "And the trail bottle?" */
function namesOneMore(text: string): boolean {
  return ONE_MORE.test(text.trim()) || ONE_MORE_IN_CHINESE.test(text.trim());
}

const ONE_MORE = /^(?:and|what about|how about) (?:the|your|a) (?:[\w'’-]{1,20} ?){1,4}\?{0,2}$/iu;
const ONE_MORE_IN_CHINESE = /^(?:那么?|还有)[^，。？?]{2,16}呢[？?]?$/u;
