import { GB, casual as US } from 'chrono-node/en';
import { hans } from 'chrono-node/zh';

/** Days as ISO 8601 has them, both included; one day has twice the same. */
export type DateSpan = { from: string; to: string };

type Reading = {
  /** Of the message, milliseconds since the epoch: what "tomorrow" is told from. */
  now: number;
  /** IANA time zone the shop's days are counted in. */
  timeZone: string;
  /** A day without its year, or a weekday, is the last such day, or the next. */
  tense?: 'past' | 'future' | undefined;
  /** Whether 3/5 is the fifth of March. */
  isMonthFirst?: boolean;
};

const MOST_READ = 500;
const DAY_MS = 86_400_000;

/** The days that a text names, in its order, in English or Chinese: "next Friday", "between 3 and 7 May", 下周三到周五. */
export function readDates(text: string, reading: Reading): DateSpan[] {
  const plain = normalised(text.slice(0, MOST_READ));
  const today = dayIn(reading.timeZone, reading.now);
  const weeks = weeksIn(plain, today);
  if (weeks.length > 0) return weeks;
  const reference = { instant: new Date(reading.now), timezone: offsetMinutes(reading.timeZone, reading.now) };
  const isChinese = /\p{Script=Han}/u.test(plain);
  const parser = isChinese ? hans.casual : reading.isMonthFirst === true ? US : GB;
  return parser.parse(plain, reference).flatMap(({ start, end }) => {
    const from = dayOf(start);
    if (from === undefined) return [];
    const to = end === null || end === undefined ? lastOf(start, from) : (dayOf(end) ?? from);
    return [inTense({ from: Math.min(from, to), to: Math.max(from, to) }, start, { today, tense: reading.tense })];
  });
}

/** One of chrono's; which parts were said is what tells a day from a time. */
type Components = {
  get(part: 'year' | 'month' | 'day'): number | null;
  isCertain(part: 'year' | 'month' | 'day' | 'weekday'): boolean;
};

/** "Between 3 and 7 May" is said as a span; 号至 as 日到. */
function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\bthe (?=\d)|(?<=\d(?:st|nd|rd|th)) of\b/giu, '')
    .replace(/\bbetween (.{1,24}?) and (?=.*[\p{L}\d])/giu, '$1 to ')
    .replace(/(\d{1,2}月)(\d{1,2})[号日]?(?:至|到|-|~)(?=\d{1,2}[号日])/gu, '$1$2日到$1')
    .replace(/[号日](?:至|-|~)(?=\d{1,2}月)/gu, '日到');
}

const WEEK = /\b(this|next|last) week(end)?\b|(这|下|上)个?(?:周末|(?:周|星期|礼拜)(?![一二三四五六日天末]))/iu;

/** A week or its end as a whole. */
function weeksIn(text: string, today: number): DateSpan[] {
  const [found, english, end, chinese] = WEEK.exec(text) ?? [];
  if (found === undefined) return [];
  const which = (english ?? chinese ?? '').toLowerCase();
  const shift = which === 'next' || which === '下' ? 7 : which === 'last' || which === '上' ? -7 : 0;
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  const monday = today + (shift - weekday) * DAY_MS;
  const isEnd = end !== undefined || found.endsWith('末');
  return [{ from: isoDay(isEnd ? monday + 5 * DAY_MS : monday), to: isoDay(monday + 6 * DAY_MS) }];
}

/** Undefined where only a time of day was said. */
function dayOf(part: Components): number | undefined {
  const isDay = part.isCertain('day') || part.isCertain('weekday') || part.isCertain('month');
  return isDay ? utcDay(part.get('year'), part.get('month'), part.get('day')) : undefined;
}

/** "In May" is all of it. */
function lastOf(start: Components, from: number): number {
  const isMonth = start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday');
  return isMonth ? utcDay(start.get('year'), (start.get('month') ?? 1) + 1, 0) : from;
}

type Span = { from: number; to: number };

function inTense(
  span: Span,
  start: Components,
  { today, tense }: { today: number; tense: Reading['tense'] },
): DateSpan {
  const isOther = tense === 'past' ? span.from > today : tense === 'future' && span.from < today;
  const way = tense === 'past' ? -1 : 1;
  if (!isOther || start.isCertain('year')) return isoSpan(span);
  const move = start.isCertain('month')
    ? (day: number) => sameDayIn(day, way)
    : (day: number) => day + way * 7 * DAY_MS;
  return isoSpan({ from: move(span.from), to: move(span.to) });
}

function sameDayIn(day: number, years: number): number {
  const date = new Date(day);
  return utcDay(date.getUTCFullYear() + years, date.getUTCMonth() + 1, date.getUTCDate());
}

function utcDay(year: number | null, month: number | null, day: number | null): number {
  return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1);
}

function isoSpan({ from, to }: Span): DateSpan {
  return { from: isoDay(from), to: isoDay(to) };
}

function isoDay(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

/** Midnight UTC of the day that it is there. */
function dayIn(timeZone: string, now: number): number {
  const local = now + offsetMinutes(timeZone, now) * 60_000;
  return local - (((local % DAY_MS) + DAY_MS) % DAY_MS);
}

/** Minutes that a zone's clocks are ahead of UTC. */
function offsetMinutes(timeZone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date(now));
  const written = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(written) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The day that it is in a time zone, as ISO 8601 has it. */
export function isoToday(timeZone: string, now: number): string {
  return isoDay(dayIn(timeZone, now));
}
