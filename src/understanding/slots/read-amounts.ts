import { minorUnits } from './minor-units.js';

export type AmountReading =
  /** In minor units of the shop's currency. */
  | { kind: 'amounts'; amounts: number[] }
  /** An amount in another currency, as it was written: nothing is converted. */
  | { kind: 'other-currency'; written: string }
  | { kind: 'none' };

const NUMBER = String.raw`\d{1,3}(?:[., ]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?`;
const SIGNS: [RegExp, string[]][] = [
  [/^(?:€|eur|euros?|欧元|欧)$/iu, ['EUR']],
  [/^(?:£|gbp|pounds?|quid|英镑)$/iu, ['GBP']],
  [/^(?:\$|usd|dollars?|bucks|美元|美金|刀)$/iu, ['USD', 'CAD', 'AUD', 'SGD', 'HKD', 'NZD', 'TWD', 'MXN']],
  [/^(?:¥|cny|rmb|yuan|元|块钱?|人民币|圆)$/iu, ['CNY', 'JPY']],
  [/^(?:jpy|yen|日元)$/iu, ['JPY']],
];
const SIGN = String.raw`€|£|\$|¥|\b(?:eur|gbp|usd|cny|rmb|jpy)\b`;
const WORD = String.raw`€|£|\$|¥|(?:eur(?:os?)?|gbp|pounds?|quid|usd|dollars?|bucks|cny|rmb|yuan|jpy|yen)\b|欧元|英镑|美元|美金|日元|人民币|块钱?|元|圆`;
const HAN_NUMBER = '[零〇一二两三四五六七八九十百千万]+';
const MONEY = new RegExp(
  String.raw`(?:(${SIGN}) ?(${NUMBER})|(?<![\p{N}.,-])(${NUMBER}) ?(${WORD})|(${HAN_NUMBER})(块钱?|元|欧元|美元|英镑))`,
  'giu',
);
const BARE = new RegExp(String.raw`(?<![\p{L}\p{N}.,#-])(${NUMBER})(?![\p{L}\p{N}%-])`, 'gu');
const MOST_READ = 2000;

/**
 * The amounts that a text names: €60, 60 euros, EUR 1.250,50 and 1,250.50, 六十元. The shop's own currency is what 元 and a
 * number alone mean, the latter only where an amount was asked for.
 * @param currency of the shop, ISO 4217
 */
export function readAmounts(
  text: string,
  { currency, isAsked }: { currency: string; isAsked: boolean },
): AmountReading {
  const plain = text.slice(0, MOST_READ).normalize('NFKC').replace(/\s/gu, ' ');
  const found = [...plain.matchAll(MONEY)].map(([written, sign, behind, before, word, han, unit]) => ({
    written,
    unit: sign ?? word ?? unit ?? '',
    amount: han === undefined ? minorUnits(behind ?? before ?? '', currency) : hanNumber(han) * unitsOf(currency),
  }));
  const own = found.filter(({ unit }) => isOwn(unit, currency));
  const [foreign] = found;
  if (own.length > 0) return { kind: 'amounts', amounts: own.map(({ amount }) => amount) };
  if (foreign !== undefined) return { kind: 'other-currency', written: foreign.written.trim() };
  const bare = isAsked ? [...plain.matchAll(BARE)].map(([, number = '']) => minorUnits(number, currency)) : [];
  const told =
    bare.length === 0 && isAsked ? [...plain.matchAll(HAN)].map(([han]) => hanNumber(han) * unitsOf(currency)) : bare;
  return told.length > 0 ? { kind: 'amounts', amounts: told } : { kind: 'none' };
}

const HAN = new RegExp(`^ ?${HAN_NUMBER} ?$`, 'gu');

/** 元 and 块 are what money is called in Chinese, whatever the shop's is. */
function isOwn(unit: string, currency: string): boolean {
  if (/^(?:元|块钱?|圆)$/u.test(unit)) return true;
  return SIGNS.some(([sign, currencies]) => sign.test(unit) && currencies.includes(currency));
}

function unitsOf(currency: string): number {
  return minorUnits('1', currency);
}

const DIGITS = '零一二三四五六七八九';
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 一千二百五十 → 1250 */
function hanNumber(written: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of written.replace(/两/gu, '二').replace(/〇/gu, '零')) {
    const place = PLACES[character];
    if (character === '万') {
      total += (section + digit) * 10_000;
      section = 0;
      digit = 0;
    } else if (place === undefined) digit = DIGITS.indexOf(character);
    else {
      section += (digit === 0 ? 1 : digit) * place;
      digit = 0;
    }
  }
  return total + section + digit;
}
