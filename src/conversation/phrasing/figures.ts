/** What a figure stands for; the same figure written in another way is the same `value`. */
export type Figure = {
  kind: 'link' | 'money' | 'percent' | 'date' | 'weekday' | 'id' | 'number';
  value: string;
};

const MONTHS = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
];
const MONTH = MONTHS.join('|');
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HAN_DAYS = '一二三四五六日天';
const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const HAN_DIGITS = '零一二三四五六七八九';
const HAN_NUMBER = '[〇零一二两三四五六七八九十百千万]+';
const AMOUNT = '\\d+(?:,\\d{3})*(?:\\.\\d+)?';
const SYMBOLS: Record<string, string> = { '€': 'eur', $: 'usd', '£': 'gbp', '¥': 'cny' };
const CURRENCIES: readonly [RegExp, string][] = [
  [/^(?:eur|euros?|欧元)$/u, 'eur'],
  [/^(?:usd|dollars?|美元)$/u, 'usd'],
  [/^(?:gbp|pounds?|英镑)$/u, 'gbp'],
  [/^(?:cny|rmb|yuan|元|人民币)$/u, 'cny'],
];
const CURRENCY = '(?:eur|euros?|usd|dollars?|gbp|pounds?|cny|rmb|yuan|欧元|美元|英镑|人民币|元)';

type Rule = { pattern: RegExp; read: (groups: string[]) => Figure | undefined };

/** In this order: the first that fits at a place counts. Over lower case. */
const RULES: readonly Rule[] = [
  rule('[^\\s@，。]+@[^\\s@，。]+[a-z]', ([whole]) => ({ kind: 'link', value: whole ?? '' })),
  rule('(?:https?:|www\\.)[^\\s，。]*[a-z0-9/]', ([whole]) => ({ kind: 'link', value: whole ?? '' })),
  rule('[a-z][a-z0-9-]*(?:\\.[a-z][a-z0-9-]*)+(?:/[^\\s，。]*)?', ([whole]) => ({ kind: 'link', value: whole ?? '' })),
  rule(`(?:[a-z]{2})?([€$£¥])\\s?(${AMOUNT})(?![\\d.,]*\\d)`, ([, symbol, amount]) =>
    money(SYMBOLS[symbol ?? ''], amount),
  ),
  rule(`(${AMOUNT})\\s?([€$£¥])`, ([, amount, symbol]) => money(SYMBOLS[symbol ?? ''], amount)),
  rule(`(${AMOUNT})\\s?(${CURRENCY})(?![a-z])`, ([, amount, name]) => money(currencyOf(name), amount)),
  rule(`(${CURRENCY})\\s(${AMOUNT})`, ([, name, amount]) => money(currencyOf(name), amount)),
  rule(`(${AMOUNT})\\s?(?:%|percent\\b|per cent\\b)`, ([, amount]) => ({ kind: 'percent', value: plain(amount) })),
  rule(`百分之(${HAN_NUMBER}|${AMOUNT})`, ([, amount]) => ({ kind: 'percent', value: hanOrPlain(amount) })),
  rule('(\\d{1,2}|[一二三十]+)月\\s?(\\d{1,2}|[一二三四五六七八九十]+)[日号]', ([, month, day]) => ({
    kind: 'date',
    value: `${hanOrPlain(month)}-${hanOrPlain(day)}`,
  })),
  rule(`(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?(${MONTH})\\b\\.?`, ([, day, month]) => date(month, day)),
  rule(`(${MONTH})\\b\\.?\\s(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d.,]*\\d)\\b`, ([, month, day]) =>
    date(month, day),
  ),
  rule('(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\\b\\.?', ([, day]) => ({
    kind: 'weekday',
    value: String(DAYS.indexOf(day ?? '') + 1),
  })),
  rule(`(?:周|星期|礼拜)([${HAN_DAYS}])`, ([, day]) => ({
    kind: 'weekday',
    value: String(Math.min(HAN_DAYS.indexOf(day ?? '') + 1, 7)),
  })),
  rule('\\d+(?:[./:]\\d+){2,}|\\d+[/:]\\d+', ([whole]) => ({ kind: 'id', value: whole ?? '' })),
  rule('(\\d{1,2})(?=[-–]\\d{1,2}(?![\\d-]))', ([, amount]) => number(amount)),
  // 350ml is a number with its unit, HL-104233 a name.
  rule('(\\d+(?:\\.\\d+)?)(?=(?:ml|cl|l|cm|mm|m|km|kg|g|h|w)\\b)', ([, amount]) => number(amount)),
  rule(
    '#?(?:[a-z]+-?\\d[a-z0-9]*(?:-[a-z0-9]+)*|\\d+(?:-?[a-z][a-z0-9]*)+(?:-[a-z0-9]+)*|\\d+(?:-\\d+)+)',
    ([whole]) => ({
      kind: 'id',
      value: (whole ?? '').replace(/[#-]/gu, ''),
    }),
  ),
  rule(`#?(${AMOUNT})(?![\\d.,]*\\d)`, ([, amount]) => number(amount)),
  rule('\\d[\\d.,]*', ([whole]) => ({ kind: 'number', value: whole ?? '' })),
  rule(`(${TENS.join('|')})(?:[- ](${NUMBER_WORDS.slice(1, 10).join('|')}))?\\b`, ([, tens, ones]) =>
    number(String((TENS.indexOf(tens ?? '') + 2) * 10 + Math.max(0, NUMBER_WORDS.indexOf(ones ?? '')))),
  ),
  rule(`(${[...NUMBER_WORDS].reverse().join('|')})\\b`, ([word]) => number(String(NUMBER_WORDS.indexOf(word ?? '')))),
  rule(HAN_NUMBER, ([whole]) => ({ kind: 'number', value: hanOrPlain(whole) })),
];

/**
 * The figure that begins at a place in a text in lower case.
 * @returns its reading and its length in characters
 */
export function figureAt(text: string, place: number): { figure: Figure; length: number } | undefined {
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    const figure = match && read([...match]);
    if (match && figure) return { figure, length: match[0].length };
  }
  return undefined;
}

function rule(source: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(source, 'uy'), read };
}

function money(currency: string | undefined, amount: string | undefined): Figure | undefined {
  return currency === undefined ? undefined : { kind: 'money', value: `${currency} ${plain(amount)}` };
}

function currencyOf(name = ''): string | undefined {
  return CURRENCIES.find(([pattern]) => pattern.test(name))?.[1];
}

function date(month = '', day = ''): Figure {
  const index = MONTHS.findIndex((pattern) => new RegExp(`^(?:${pattern})$`, 'u').test(month));
  return { kind: 'date', value: `${index + 1}-${Number(day)}` };
}

function number(amount: string | undefined): Figure {
  return { kind: 'number', value: plain(amount) };
}

function plain(amount = ''): string {
  return String(Number(amount.replaceAll(',', '')));
}

function hanOrPlain(written = ''): string {
  return /\d/u.test(written) ? plain(written) : String(readHan(written));
}

/** 三百二十 is 320, 十五 is 15, 二〇二六 is 2026. */
function readHan(written: string): number {
  const digits = [...written.replaceAll('〇', '零').replaceAll('两', '二')];
  if (digits.every((digit) => HAN_DIGITS.includes(digit)))
    return digits.reduce((total, digit) => total * 10 + HAN_DIGITS.indexOf(digit), 0);
  const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
  let [total, section, ones] = [0, 0, 0];
  for (const digit of digits) {
    if (digit === '万') [total, section, ones] = [(total + section + ones) * 10_000, 0, 0];
    else if (digit in places) [section, ones] = [section + (ones || 1) * (places[digit] ?? 1), 0];
    else ones = HAN_DIGITS.indexOf(digit);
  }
  return total + section + ones;
}
