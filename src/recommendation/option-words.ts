import { wordsOf } from '../ranking/tokenise.js';

/**
 * The words of a text with sizes and colours in one spelling each, as a shop's option values are read too: "extra large",
 * "X-Large" and 加大码 are `xl`, "2XL" is `xxl`, "EU 42" and 42码 are `42`, "UK 8" is `uk8` and never a plain 8, 深蓝色 is
 * `navy`. The m of "i m" is no size.
 */
export function optionWords(text: string): string[] {
  const plain = SPELLINGS.reduce((left, [pattern, word]) => left.replace(pattern, ` ${word} `), text.normalize('NFKC'));
  return wordsOf(plain.replace(/\b(I|it|that|what|there) (?=[ms]\b)/gi, "$1'")).map((word) => ONE_WORD[word] ?? word);
}

const ONE_WORD: Record<string, string> = {
  small: 's',
  medium: 'm',
  large: 'l',
  gray: 'grey',
  '2xl': 'xxl',
  '3xl': 'xxxl',
  '2xs': 'xxs',
};

/** A colour alone may stand in other words: 白天 is daytime, 红包 a present. These stand behind one that is meant. */
const COLOUR_ENDS = '(?:色|的|款|那|这|(?=$|[^\\p{Script=Han}]))';
function hue(characters: string): RegExp {
  return new RegExp(`(?:${characters})${COLOUR_ENDS}`, 'gu');
}

/** Longer ones first: 特大码 is not 大码. */
const SPELLINGS: [RegExp, string][] = [
  [/均码|单一尺码|\bone[- ]size(?: fits (?:all|most))?\b|\bosfa\b/giu, 'one size'],
  [/\b(?:extra|x)[- ]?small\b|(?:加小|特小|超小)[码号]/giu, 'xs'],
  [/\b(?:double|xx|2x|extra extra)[- ]?large\b|(?:加加大|特大|超大)[码号]/giu, 'xxl'],
  [/\b(?:extra|x)[- ]?large\b|加大[码号]/giu, 'xl'],
  [/小[码号]/gu, 's'],
  [/中[码号]/gu, 'm'],
  [/大[码号]/gu, 'l'],
  [/(?:\buk|英码)[- ]?(\d{1,2}(?:\.5)?)\b/giu, 'uk$1'],
  [/(?:\bus|美码)[- ]?(\d{1,2}(?:\.5)?)\b/giu, 'us$1'],
  [/(?:\beur?|欧码)[- ]?([34]\d(?:\.5)?)\b/giu, '$1'],
  [hue('深蓝|藏青|藏蓝|海军蓝'), 'navy'],
  [hue('天蓝|浅蓝|淡蓝'), 'sky blue'],
  [hue('酒红|暗红'), 'burgundy'],
  [hue('军绿|卡其'), 'khaki'],
  [hue('墨绿|深绿|浅绿|绿'), 'green'],
  [hue('米|杏|奶油'), 'beige'],
  [hue('粉红|粉'), 'pink'],
  [hue('咖啡|深棕|浅棕|棕|褐'), 'brown'],
  [hue('深灰|浅灰|灰'), 'grey'],
  [hue('黑'), 'black'],
  [hue('白'), 'white'],
  [hue('大红|红'), 'red'],
  [hue('橙|橘'), 'orange'],
  [hue('黄'), 'yellow'],
  [hue('蓝'), 'blue'],
  [hue('紫'), 'purple'],
  // What is left of a size or a colour said in Chinese: M码, 38号.
  [/(?<=[\p{Script=Latin}\d])[码号](?!\p{N})/gu, ''],
];
