import { type DateSpan, isoToday, readDates } from '../../../understanding/slots/read-dates.js';
import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import type { SlotContext, SlotReader, SlotReading } from './slot-reader.js';

type Value = ValueOf<'date'>;

/** A day or several in a row, in the shop's days; of the past or the future where the flow says so. */
export const dateSlot: SlotReader<Value> = {
  read: (context) => {
    const { heard, isAsked, texts, conversation } = context;
    const [span] = heard.flatMap(({ text }) => daysIn(context, text));
    if (span !== undefined) return judge(context, span);
    return isAsked ? { kind: 'open', problem: oneOf(texts.slots.dateUnread, conversation) } : { kind: 'open' };
  },
  offer: () => [],
  words: (span, context) => ({ '': spanInWords(span, context) }),
};

function daysIn({ step, facts }: SlotContext, text: string): DateSpan[] {
  const { timeZone, currency } = facts.shop;
  // Where prices are in American dollars, months come first.
  return readDates(text, { now: facts.now, timeZone, tense: step.when, isMonthFirst: currency === 'USD' });
}

/** A day with its year is taken as it was said, and may be on the wrong side of today. */
function judge(context: SlotContext, span: DateSpan): SlotReading<Value> {
  const { step, texts, conversation } = context;
  const today = todayIn(context);
  const said = spanInWords(span, context);
  if (step.when === 'past' && span.from > today) {
    return { kind: 'open', problem: oneOf(texts.slots.dateNotPast(said), conversation), isAnswer: true };
  }
  if (step.when === 'future' && span.from < today) {
    return { kind: 'open', problem: oneOf(texts.slots.dateNotFuture(said), conversation), isAnswer: true };
  }
  return { kind: 'filled', value: { as: 'date', ...span } };
}

type Saying = Pick<SlotContext, 'texts' | 'facts'>;

/** With the year where it is another one than this. Noon is the same day in every time zone with shops in it. */
function spanInWords({ from, to }: DateSpan, { texts, facts }: Saying): string {
  const year = todayIn({ facts }).slice(0, 4);
  const write = [from, to].every((day) => day.startsWith(year)) ? texts.date : texts.longDate;
  const [first, last] = [from, to].map((day) => write(`${day}T12:00:00Z`));
  return from === to ? (first ?? from) : texts.slots.dateSpan(first ?? from, last ?? to);
}

function todayIn({ facts }: Pick<SlotContext, 'facts'>): string {
  return isoToday(facts.shop.timeZone, facts.now);
}
