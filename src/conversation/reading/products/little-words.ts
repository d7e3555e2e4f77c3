import { wordsOf } from '../../../ranking/tokenise.js';
import { isOption } from '../../../recommendation/is-option.js';
import { optionWords } from '../../../recommendation/option-words.js';

/** Chinese counts things by what they are: 第二双 of boots, 那条 of trousers. */
export const COUNTED = '[个款件种双条把顶只张盏]';

/** Whether a text is made of pointers, sizes, colours and the little words of a question: it names nothing new. */
export function saysNoMore(text: string): boolean {
  if (text.length > 100) return false;
  const plain = withoutSlips(text);
  if (!/\p{Script=Han}/u.test(plain)) return wordsOf(plain).every((word) => LITTLE.has(word) || isOption(word));
  const left = optionWords(plain).filter((word) => !isOption(word));
  return left.every((word) => LITTLE_IN_CHINESE.test(word) || LITTLE.has(word));
}

/** Slips that pointers are often written with, put right. */
export function withoutSlips(text: string): string {
  return SLIPS.reduce(
    (left, [slip, meant]) => left.replace(slip, meant),
    text.normalize('NFKC').slice(0, LONGEST_READ),
  );
}

const LONGEST_READ = 300;
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:secnd|scond|seocnd|secod)\b/giu, 'second'],
  [/\b(?:frist|fisrt|firts)\b/giu, 'first'],
  [/\b(?:thrid|tird)\b/giu, 'third'],
  [/\bteh\b/giu, 'the'],
  [/\b(?:diff|diffrence|diference|differnce|diffs)\b/giu, 'difference'],
  [/\bbetwen\b/giu, 'between'],
  [/\bnr\b\.?/giu, 'number'],
];

/** What questions and picks are made of that say no more than which one. */
const LITTLE = new Set(
  `1 1st 2 2nd 3 3rd 4 4th 5 5th a about again all and any are availability available be best better between bigger biggest
  both buy can capacity cheaper cheapest choose color colors colour colours come comes compare cost costs could dearer dearest
  detail details differ difference differences different discounted do does each expensive fifth first five for four fourth
  from get give go good great have heavier heaviest highest hm hmm holds how i i'd i'll i'm id im in info information
  interested is it item its it's larger largest last least left less let's lets lighter lightest like look looks lot love
  lowest me mean meant middle more most much need nice no no1 number of offer ok okay on one ones option or order other out
  pick please popular prefer price pricier priciest prices product rated rather rating really reduced review reviewed reviews
  sale second see show size sizes smaller smallest so sorry space still stock suggestion take tell than thank thanks that
  that'll that's the them then these they third this those three to too two up us volume want weigh weighs weight well what
  what's whats which will with would yes you your`.split(/\s+/),
);
const LITTLE_IN_CHINESE =
  /^[那就我想要选买看这几两三个款件种双条把顶只张盏里中间之哪一最更比较便宜点些贵钱卖价格轻重好的得第二四五后呢吗吧啊了是多少怎么样说讲详细介绍下请给和跟有没货现什啥何不同区别差对评分高口碑容量大小装低另外它们他俩都色码号颜尺寸也还加购物车偏1-5]+$/u;
