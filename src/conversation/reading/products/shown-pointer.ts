import { wordsOf } from '../../../ranking/tokenise.js';
import type { Quality } from '../../../recommendation/compare-products.js';
import { isOption } from '../../../recommendation/is-option.js';

/** How a message picks from products that were shown side by side. */
export type ShownPointer =
  /** "The second one": from 0; from the end below 0. */
  | { kind: 'place'; place: number }
  /** "The cheaper one", "which is lightest". */
  | { kind: 'end'; quality: Quality; end: 'least' | 'most' }
  /** "What is the difference". */
  | { kind: 'difference' }
  /** "The other one". */
  | { kind: 'other' };

/** Undefined where the text picks none. A single word counts only where the text says no more than that. */
export function readShownPointer(text: string): ShownPointer | undefined {
  const plain = text.normalize('NFKC').slice(0, LONGEST_READ);
  if (DIFFERENCE.test(plain)) return { kind: 'difference' };
  const [, quality, end] = ENDS.find(([pattern]) => pattern.test(plain)) ?? [];
  if (quality !== undefined && end !== undefined) return { kind: 'end', quality, end };
  const place = placeIn(plain);
  if (place !== undefined) return { kind: 'place', place };
  return OTHER.test(plain) ? { kind: 'other' } : undefined;
}

/** Whether the text says nothing but which one: "and the second one?", "tell me more about the cheaper one". */
export function pointsOnly(text: string): boolean {
  return readShownPointer(text) !== undefined && saysNoMore(text);
}

/** Whether it is made of pointers, sizes, colours and the little words of a question. */
export function saysNoMore(text: string): boolean {
  if (text.length > 100) return false;
  return /\p{Script=Han}/u.test(text) ? LITTLE_IN_CHINESE.test(text.trim()) : wordsOf(text).every(isLittle);
}

const LONGEST_READ = 300;

const FROM_LIST = String.raw`(?: one| product| item| option| suggestion|(?= of (?:them|these|those)\b))`;

const ENDS: readonly [RegExp, Quality, 'least' | 'most'][] = [
  [
    /\b(?:cheapest|lowest price|(?:least|less) expensive|costs? (?:the )?(?:least|less))\b|\b(?:the|which|one is|is) cheaper\b|\b(?:or|vs\.?)\b.{1,60}\bcheaper\b|最便宜|便宜的?那|哪.{0,4}便宜|价格最低/iu,
    'price',
    'least',
  ],
  [
    /\b(?:dearest|priciest|most expensive|highest price)\b|\b(?:the|which|is) (?:dearer|pricier|more expensive)\b|最贵|贵的?那[个款件]|哪.{0,4}贵/iu,
    'price',
    'most',
  ],
  [
    /\b(?:lightest|weighs? (?:the )?(?:least|less))\b|\b(?:the|which|is) lighter\b|\b(?:or|vs\.?)\b.{1,60}\blighter\b|最轻|轻的?那[个款件]|哪.{0,4}轻/iu,
    'weight',
    'least',
  ],
  [
    /\b(?:heaviest|weighs? (?:the )?(?:most|more))\b|\b(?:the|which|is) heavier\b|\b(?:or|vs\.?)\b.{1,60}\bheavier\b|最重(?!要)|重的?那[个款件]/iu,
    'weight',
    'most',
  ],
  [
    /\b(?:best|highest|better|higher)[- ](?:rated|rating|reviews?|reviewed)\b|\bmost popular\b|\bbest (?:one|of)\b|\b(?:which|what)\b.{0,20}\b(?:is|are|would be) (?:the )?(?:best|better)\b|评[价分](?:最|更)[高好]|口碑(?:最|更)好|哪[一]?[个款件]?(?:最|更|比较)好/iu,
    'rating',
    'most',
  ],
  [
    /\b(?:holds? (?:the )?(?:most|more)|(?:which|what)(?: one)? is (?:the )?(?:bigger|biggest|larger|largest)|(?:largest|biggest|highest|most) (?:capacity|volume)|roomiest)\b|容量(?:最|更)大|装得?(?:最|更)多/iu,
    'capacity',
    'most',
  ],
  [
    /\b(?:holds? (?:the )?(?:least|less)|(?:smallest|lowest) (?:capacity|volume))\b|容量(?:最|更)小/iu,
    'capacity',
    'least',
  ],
];

const DIFFERENCE =
  /^(?:(?:show|tell) me )?(?:about )?(?:both|all(?: (?:of )?(?:them|these|those|three|two))?)(?: please)?[\s.!?]{0,3}$|^(?:两个都?|都)(?:要|看看|看|介绍一下)?[。！!]?$|\b(?:differences?|compare (?:them|these|those|the)|differ(?:s|ent)? from each other|how (?:do|are) (?:they|these|those) (?:differ|different|compare))\b|区别|差别|有(?:什么|啥|何)不同|(?:对比|比较)一下/iu;
const OTHER = /\bthe other(?: one| product| item| option)\b|另外?[一那]?[个款件]/iu;

const PLACES: readonly [word: string, place: number, inChinese: string][] = [
  ['first|1st|1', 0, '一1'],
  ['second|2nd|2', 1, '二2'],
  ['third|3rd|3', 2, '三3'],
  ['fourth|4th|4', 3, '四4'],
  ['fifth|5th|5', 4, '五5'],
];
const PATTERNS: readonly (readonly [RegExp, number])[] = [
  ...PLACES.map(
    ([word, place, inChinese]) =>
      [
        new RegExp(
          String.raw`\b(?:${word})${FROM_LIST}\b|\b(?:number|no\.?|option) ?(?:${word})\b|^(?:and )?(?:the )?(?:${word})[\s.!?]{0,3}$|第[${inChinese}][个款件种]`,
          'iu',
        ),
        place,
      ] as const,
  ),
  [new RegExp(String.raw`\blast${FROM_LIST}\b|^(?:and )?the last[\s.!?]{0,3}$|最后[一]?[个款件种]`, 'iu'), -1],
];

function placeIn(text: string): number | undefined {
  return PATTERNS.find(([pattern]) => pattern.test(text))?.[1];
}

function isLittle(word: string): boolean {
  return LITTLE.has(word) || isOption(word);
}

/** What questions and picks are made of that say no more than which one. */
const LITTLE = new Set(
  `1 1st 2 2nd 3 3rd 4 4th 5 5th a about all and any are be best better between biggest both buy can capacity
  cheaper cheapest choose compare cost costs could dearer dearest detail details differ difference differences
  different do does each expensive fifth first for fourth from get give go good great have heavier heaviest
  highest holds how i i'd i'll i'm id im in info information interested is it item largest last least less let's
  lets lighter lightest like look looks lot love lowest me more most much need nice no no1 number of ok okay on
  one ones option order other out pick please popular prefer price pricier priciest product rated rather rating
  really review reviewed reviews second see show smallest so suggestion take tell thank thanks that that'll that's
  the them then these they third this those three to too two up us volume want weigh weighs well what what's whats
  which will with would yes you your`.split(/\s+/),
);
const LITTLE_IN_CHINESE =
  /^[那就我想要看看这几两三个款件种里中间之哪一最更便宜贵钱卖价格轻重好的得第二四五后呢吗吧啊了是多少怎么样说讲详细介绍下请给和跟有什啥何不同区别差对比较评价分高口碑容量大小装价格低另外它们它?？!！。,， 1-5]+$/u;
