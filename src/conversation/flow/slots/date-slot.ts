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
  words: (span, { texts }) => ({ '': spanInWords(span, texts) }),
};

function daysIn({ step, facts }: SlotContext, text: string): DateSpan[] {
  const { timeZone, currency } = facts.shop;
  // Where prices are in American dollars, months come first.
  return readDates(text, { now: facts.now, timeZone, tense: step.when, isMonthFirst: currency === 'USD' });
}

/** A day with its year is taken as it was said, and may be on the wrong side of today. */
function judge({ step, facts, texts, conversation }: SlotContext, span: DateSpan): SlotReading<Value> {
  const today = isoToday(facts.shop.timeZone, facts.now);
  const said = spanInWords(span, texts);
  if (step.when === 'past' && span.from > today) {
    return { kind: 'open', problem: oneOf(texts.slots.dateNotPast(said), conversation) };
  }
  if (step.when === 'future' && span.from < today) {
    return { kind: 'open', problem: oneOf(texts.slots.dateNotFuture(said), conversation) };
  }
  return { kind: 'filled', value: { as: 'date', ...span } };
}

/** Noon, so that it is the same day in every time zone with shops in it. */
function spanInWords({ from, to }: DateSpan, texts: SlotContext['texts']): string {
  const [first, last] = [from, to].map((day) => texts.date(`${day}T12:00:00Z`));
  return from === to ? (first ?? from) : texts.slots.dateSpan(first ?? from, last ?? to);
}
