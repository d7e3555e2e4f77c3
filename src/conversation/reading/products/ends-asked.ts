import type { Quality } from '../../../recommendation/compare-products.js';
import { COUNTED } from './little-words.js';

/** The end of an order that a text asks for: "the cheaper one", "which is lightest", "the one people like best". */
export type EndAsked = { quality: Quality; end: 'least' | 'most' };

export function endAsked(text: string): EndAsked | undefined {
  const [, quality, end] = ENDS.find(([pattern]) => pattern.test(text)) ?? [];
  return quality === undefined || end === undefined ? undefined : { quality, end };
}

type Row = readonly [RegExp, Quality, EndAsked['end']];

/** "The lighter one", "which is lighter", "lighter than the first", "the A or the B lighter". */
function more(comparative: string): string {
  return String.raw`\b(?:the|which(?: one)?|which(?: one)? is|one is|is|be) (?:${comparative})\b|\b(?:${comparative}) than\b|\b(?:or|vs\.?)\b.{1,60}\b(?:${comparative})\b`;
}

function row(english: string, chinese: string, quality: Quality, end: EndAsked['end']): Row {
  return [new RegExp(`${english}|${chinese}`, 'iu'), quality, end];
}

/** 最轻, 轻的那个, 哪个轻一点. */
function inChinese(word: string): string {
  return `最${word}(?!要)|${word}一?[点些]?的?那${COUNTED}|哪.{0,4}${word}`;
}

const ENDS: readonly Row[] = [
  row(
    String.raw`\b(?:cheapest|lowest price|(?:least|less) expensive|costs? (?:the )?(?:least|less))\b|${more('cheaper')}`,
    `${inChinese('便宜')}|价格最低`,
    'price',
    'least',
  ),
  row(
    String.raw`\b(?:dearest|priciest|most expensive|highest price|costs? (?:the )?(?:most|more))\b|${more('dearer|pricier|more expensive')}`,
    inChinese('贵'),
    'price',
    'most',
  ),
  row(
    String.raw`\b(?:lightest|weighs? (?:the )?(?:least|less))\b|${more('lighter')}`,
    inChinese('轻'),
    'weight',
    'least',
  ),
  row(
    String.raw`\b(?:heaviest|weighs? (?:the )?(?:most|more))\b|${more('heavier')}`,
    inChinese('重'),
    'weight',
    'most',
  ),
  row(
    String.raw`\b(?:best|highest|better|higher)[- ](?:rated|rating|reviews?|reviewed)\b|\bmost popular\b|\bbest (?:one|of)\b|^(?:(?:and|ok|so) )?(?:the )?best[\s.!?]{0,3}$|\b(?:which|what)\b.{0,20}\b(?:is|are|would be|['’]s) (?:the )?(?:best|better)[\s.!?]{0,3}$|\b(?:which|what) (?:one )?would you (?:pick|recommend|choose|take|buy)\b|\blike(?:s|d)? (?:the )?(?:best|most)\b`,
    `评[价分](?:最|更)[高好]|口碑(?:最|更)好|哪一?${COUNTED}?(?:最|更|比较)好|(?:你|您)?(?:更|最)?推荐哪`,
    'rating',
    'most',
  ),
  row(
    String.raw`\b(?:holds? (?:the )?(?:most|more)|(?:largest|biggest|highest|most) (?:capacity|volume)|roomiest|(?:most|more) (?:space|room)|biggest|largest)\b|${more('bigger|larger|roomier')}`,
    `容量(?:最|更)大|装得?(?:最|更)多|${inChinese('大')}`,
    'size',
    'most',
  ),
  row(
    String.raw`\b(?:holds? (?:the )?(?:least|less)|(?:smallest|lowest) (?:capacity|volume)|smallest)\b|${more('smaller')}`,
    `容量(?:最|更)小|最小`,
    'size',
    'least',
  ),
];
