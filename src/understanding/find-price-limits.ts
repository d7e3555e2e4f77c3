type PriceLimits = { minPrice?: number; maxPrice?: number };

const AMOUNT = '(?:[€$£] ?)?([0-9]{1,3}(?:[,.][0-9]{3})+|[0-9]{1,6})(?:[.,]([0-9]{1,2}))?(?![0-9])';
const CURRENCY = String.raw` ?(?:€|\$|£|euros?|eur|dollars?|usd|bucks|pounds?|gbp|quid)`;
/** "Over 10 days" and "under 2 kg" are no prices. */
const NOT_A_MEASURE = String.raw`(?! ?(?:%|percent|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|times|stars?|people|items?|pieces?|pcs|kg|kilos?|g|grams?|lbs?|cm|mm|m|km|miles?|inch(?:es)?|ft|feet|l|lit(?:er|re)s?|ml)\b)`;
const ABOUT = '(?: (?:about|around|like|than|of|is))?';

const BETWEEN = limit(String.raw`\b(?:between|from) ${AMOUNT}(?:${CURRENCY})? (?:and|to|-) ${AMOUNT}${NOT_A_MEASURE}`);
const SPAN = limit(String.raw`(?<![\p{N}.,-])${AMOUNT} ?(?:-|–|to) ?${AMOUNT}${CURRENCY}(?![\p{L}])`);
const MOST = [
  limit(
    String.raw`(?:\b(?:under|below|less than|lower than|cheaper than|up to|max(?:imum|\.)?|at most|(?:no|not|nothing) (?:more|higher) than|(?:no|nothing|not) (?:over|above)|within|budget(?: of| is)?)|<=?)${ABOUT} ?${AMOUNT}${NOT_A_MEASURE}`,
  ),
  limit(
    String.raw`(?<![\p{N}.,-])${AMOUNT}(?:${CURRENCY})? (?:max(?:imum)?|tops|or (?:less|under|below|cheaper)|at most)\b`,
  ),
];
const LEAST = [
  limit(
    String.raw`(?:\b(?<!(?:no|not|nothing) )(?:over|above|more than|at least|min(?:imum|\.)?|starting (?:at|from))|>=?)${ABOUT} ?${AMOUNT}${NOT_A_MEASURE}`,
  ),
  limit(
    String.raw`(?<![\p{N}.,-])${AMOUNT}(?:${CURRENCY})? (?:or more|and (?:up|over|above)|or (?:over|above)|minimum)\b`,
  ),
];

/** Limits in minor units, 100 to the unit: "under 60" is at most 6000, "between 20 and 40" has both ends. */
export function findPriceLimits(text: string): PriceLimits {
  const plain = text.replace(/\s/gu, ' ');
  const span = BETWEEN.exec(plain) ?? SPAN.exec(plain);
  if (span !== null) return ordered(toMinorUnits(span[1], span[2]), toMinorUnits(span[3], span[4]));
  const most = firstAmount(plain, MOST);
  const least = firstAmount(plain, LEAST);
  if (most !== undefined && least !== undefined) return ordered(least, most);
  return { ...(least !== undefined && { minPrice: least }), ...(most !== undefined && { maxPrice: most }) };
}

function firstAmount(text: string, patterns: RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return toMinorUnits(match[1], match[2]);
  }
  return undefined;
}

function toMinorUnits(units = '0', fraction = ''): number {
  return Number(units.replace(/[.,]/g, '')) * 100 + Number(fraction.padEnd(2, '0'));
}

function ordered(one: number, other: number): PriceLimits {
  return { minPrice: Math.min(one, other), maxPrice: Math.max(one, other) };
}

function limit(source: string): RegExp {
  return new RegExp(source, 'iu');
}
