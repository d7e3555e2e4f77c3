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

/** Of a question that only asks for a size or a colour: "do you have it in M too". Chinese is given character by character. */
export function isOfQuestion(word: string): boolean {
  return OF_QUESTION.has(word) || OF_QUESTION_IN_CHINESE.test(word);
}

const OF_QUESTION: ReadonlySet<string> = new Set(
  `a about also an and any anything are but color colors colour colours come comes dark do does else have how in is it
  light maybe of ok okay on one ones or please same size sizes so that the them then there this too what with you`.split(
    /\s+/,
  ),
);
const CHARACTERS_OF_QUESTION = '那有没吗呢的么还要是可以款码色号也请问了啊呀它这个和';
const OF_QUESTION_IN_CHINESE = new RegExp(`^[${CHARACTERS_OF_QUESTION}]+$`, 'u');

/** What questions and picks are made of that say no more than which one. */
const LITTLE: ReadonlySet<string> = new Set([
  ...OF_QUESTION,
  ...`1 1st 2 2nd 3 3rd 4 4th 5 5th again all availability available be best better between bigger biggest both buy can
  capacity cheaper cheapest choose compare cost costs could dearer dearest detail details differ difference
  differences different discounted each expensive fifth first five for four fourth from get give go good great
  heavier heaviest highest hm hmm holds i i'd i'll i'm id im info information interested item its it's larger largest
  last least left less let's lets lighter lightest like look looks lot love lowest me mean meant middle more most
  much need nice no no1 number offer option order other out pick popular prefer price pricier priciest prices product
  rated rather rating really reduced review reviewed reviews sale second see show smaller smallest sorry space still
  stock suggestion take tell than thank thanks that'll that's these they third those three to two up us volume want
  weigh weighs weight well what's whats which will would yes your`.split(/\s+/),
]);
const LITTLE_IN_CHINESE = new RegExp(
  `^[${CHARACTERS_OF_QUESTION}就我想选买看几两三件种双条把顶只张盏里中间之哪一最更比较便宜点些贵钱卖价格轻重好得第二四五后吧多少怎样说讲详细介绍下给跟货现什啥何不同区别差对评分高口碑容量大小装低另外们他俩都颜尺寸加购物车偏1-5]+$`,
  'u',
);
