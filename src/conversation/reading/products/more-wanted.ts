import { wordsOf } from '../../../ranking/tokenise.js';

/** Whether a text asks for other suggestions than those shown, and says no more: "show me more", "any others?" */
export function asksForMore(text: string): boolean {
  if (text.length > 60) return false;
  const plain = text.normalize('NFKC').trim();
  if (/\p{Script=Han}/u.test(plain)) return MORE_IN_CHINESE.test(plain);
  if (DISLIKED.test(plain)) return true;
  const words = wordsOf(plain);
  return words.some((word) => MORE.has(word)) && words.every((word) => MORE.has(word) || LITTLE.has(word));
}

/** "None of these", "I don't like any of them". */
const DISLIKED =
  /^(?:none|neither|not)(?: of)?(?: (?:these|those|them|it))?[\s.!]{0,3}$|^i (?:don['’]?t|do not) like (?:any|either|them|these|those|it)(?: of (?:them|these|those))?[\s.!]{0,3}$/iu;
const MORE = new Set('more other others else another different alternatives'.split(' '));
const LITTLE = new Set(
  `a any anything are can do else few got have i is like me no ok okay ones one options option please see show some something
  suggestions suggestion this that there what what's you your products product choices not these those i'd`.split(
    /\s+/,
  ),
);
const MORE_IN_CHINESE =
  /^(?:(?:那|请|再)?(?:还有|有没有|有|看看|再看看|来点|推荐|换)(?:没有|点|些|一些|几个|几款)?)?(?:别的|其他的?|其它的?|更多的?|另外的)(?:款式?|商品|推荐|选择)?[吗呢么吧]?[?？。!！]{0,2}$|^(?:还有|再推荐(?:几个|几款|一些))[吗呢么吧]?[?？。!！]{0,2}$/u;
