/**
 * How many a text speaks of: "one of the two" is 1, 两个 is 2. Undefined where it does not say. Days, sizes and shares are
 * no counts, and "a new one" counts nothing.
 */
export function countSaid(text: string): number | 'all' | undefined {
  const [said] = [...text.matchAll(COUNT)];
  const { number, figure, han } = said?.groups ?? {};
  if (said === undefined) return undefined;
  if (number !== undefined) return NUMBERS.indexOf(number.toLowerCase()) + 1;
  if (han !== undefined) return fromHan(han);
  return figure === undefined ? 'all' : Number(figure);
}

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const HAN_NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function fromHan(written: string): number {
  const place = HAN_NUMBERS.indexOf(/^[两俩]$/u.test(written) ? '二' : written);
  return place < 0 ? Number(written) : place + 1;
}

const UNIT = '(?:%|€|£|\\$|days?|weeks?|months?|hours?|hrs?|minutes?|euros?|eur|cm|mm|ml|kg|times|stars?|percent)';
const COUNT = new RegExp(
  [
    // "A new one" and "the second one" point at something; "one day" is a time.
    String.raw`(?<!\b(?:no|new|another|other|which|any|every|first|second|third|last) )\b(?<number>${NUMBERS.join('|')})\b(?![\s-]*${UNIT})`,
    String.raw`(?<![\p{L}\p{N}.,€$£#-]|\bsize )(?<figure>[1-9]\d?)(?:[x×]|(?![\p{L}\p{N}]|[.,]\d)(?!\s*${UNIT})(?!\s*\p{Script=Han}))(?![\p{L}\p{N}])`,
    '(?<!第)(?<han>[一二两俩三四五六七八九十]|[1-9]\\d?)\\s*(?:[个件只隻双條条把套杯瓶盒本张块顶盏副枚台款](?!月|星期|礼拜|小时|钟头|工作日|问题))',
    String.raw`\b(?:both|all (?:of|the|my|these|those|are|were|came|arrived|broken))\b|^\W*all\W*$|[全都]`,
  ].join('|'),
  'giu',
);
