import { simplifyChinese } from '../understanding/simplify-chinese.js';
import { countryNames } from '../understanding/slots/country-code.js';
import { CHINESE_MEANINGS } from './chinese-meanings.js';

/** Longest first, so that "收货地址" is not read as an address of something. */
const WORDS = new Map([
  // A page that does not name a country may speak of it among others.
  ...[...countryNames('zh-Hans', 'en')].map(([name, english]) => [name, `${english} countries`] as const),
  ...CHINESE_MEANINGS.flatMap(({ meaning, words }) => words.map((word) => [word, meaning] as const)),
]);
const KNOWN = new RegExp([...WORDS.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu');

/** Grammar and politeness: says nothing of what is asked for. */
const LITTLE =
  /请问|麻烦|请|你们|我们|他们|咱们|你家|您家|我家|咱家|贵店|您|你|我|咱|它|他|她|的|了|吗|呢|吧|啊|呀|嘛|呗|哦|哈|噢|喔|嘞|哟|咯|啦|么|是否|是不是|有没有|能不能|可不可以|行不行|可以|能否|怎么办|怎么样|怎么|如何|咋办|咋|什么时候|啥时候|什么|啥|多少钱|多少|多久|几天|哪里|哪儿|哪张|哪个|哪些|哪|一下|一直|已经|现在|直接|然后|一个|这个|那个|这些|那些|时候|还是|还|就|都|和|或者|或|在|到|把|被|给|让|帮|要|想|会|能|是|有|那|这|行|不|也|再|从|为|与|及|后|时|内|上|得|着|个|些|才|又|很|可|算|弄|搞|没/gu;

/**
 * Its words as English ones where they are known, little words left out, and of what else is there each character beside
 * the whole: the pairs of a search meet in few texts, single characters in many.
 */
export function readChinese(text: string): string {
  const known = simplifyChinese(text).replace(KNOWN, (word) => ` ${WORDS.get(word) ?? ''} `);
  return known.replace(LITTLE, ' ').replace(UNKNOWN, (run) => `${run} ${[...run].join(' ')}`);
}

const UNKNOWN = /\p{Script=Han}{2,}/gu;

export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** One character by itself: good for finding, but that a text lacks it says little. */
export function isCharacter(term: string): boolean {
  return /^\p{Script=Han}$/u.test(term);
}
