import { termsOf, tokenise, wordsOf } from '../ranking/tokenise.js';
import { simplifyChinese } from '../understanding/simplify-chinese.js';
import { isChinese } from './chinese-words.js';
import type { PagePlace } from './passage.js';

/**
 * Whether a question asks for a page as such and for nothing on it: "return policy?", "what are your delivery terms". No
 * paragraph answers that better than another.
 */
export function asksForPage(text: string, { pageTitle, pageId }: Pick<PagePlace, 'pageTitle' | 'pageId'>): boolean {
  if (text.length > LONGEST) return false;
  if (isChinese(text)) return asksInChinese(simplifyChinese(text), pageTitle);
  const words = wordsOf(text);
  const own = new Set([...RULES, ...ASKING, ...tokenise(`${pageTitle} ${pageId.replaceAll('-', ' ')}`)]);
  return (
    words.length <= MOST_WORDS &&
    words.some(isRule) &&
    words.every((word) => termsOf(word).every((term) => own.has(term)))
  );
}

/** Longer questions ask for something. */
const LONGEST = 120;
const MOST_WORDS = 12;

const RULES = new Set(tokenise('policy policies rules terms conditions regulations'));
const ASKING = new Set(
  tokenise(
    'tell know explain read show see look find give info information general shop store guys please hi hello whats',
  ),
);

function isRule(word: string): boolean {
  return termsOf(word).some((term) => RULES.has(term));
}

function asksInChinese(text: string, pageTitle: string): boolean {
  return RULES_IN_CHINESE.test(text) && text.replaceAll(pageTitle, '').replace(LITTLE_IN_CHINESE, '') === '';
}

const RULES_IN_CHINESE = /规则|规定|政策|条款|规矩/u;
/** The longest first: what is left of a question without them asks for something. */
const LITTLE_IN_CHINESE =
  /告诉我|规则|规定|政策|条款|规矩|你们|您们|这里|那边|本店|贵店|店铺|店里|店家|请问|问问|问下|怎么|怎样|什么|说明|介绍|了解|看看|看下|一下|相关|方面|是|的|有|么|吗|嘛|呢|啊|呀|咋|哪|些|下|想|我|你|您|说|[\s\p{P}]/gu;
