import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoToday, readDates } from '../../../src/understanding/slots/read-dates.js';

/** Tuesday, half past eleven at night in Berlin. */
const now = Date.parse('2026-11-24T22:30:00Z');
const berlin = { now, timeZone: 'Europe/Berlin' };
const day = (from: string, to = from) => [{ from, to }];

describe('days in messages', () => {
  it.each([
    ['tomorrow', day('2026-11-25')],
    ['next Friday', day('2026-12-04')],
    ['in 3 days', day('2026-11-27')],
    ['on 3/5/2027', day('2027-05-03')],
    ['next week', day('2026-11-30', '2026-12-06')],
    ['明天', day('2026-11-25')],
    ['下周三到周五', day('2026-12-02', '2026-12-04')],
    ['下周', day('2026-11-30', '2026-12-06')],
    ['2026年12月1日', day('2026-12-01')],
    ['三天后', day('2026-11-27')],
  ])('reads %s', (text, days) => {
    expect(readDates(text, berlin)).toEqual(days);
  });

  it.each([
    ['between 3 and 7 May', day('2027-05-03', '2027-05-07')],
    ['from the 3rd to the 7th of May', day('2027-05-03', '2027-05-07')],
    ['between monday and wednesday', day('2026-11-30', '2026-12-02')],
    ['5月3号至7号', day('2027-05-03', '2027-05-07')],
    ['5月3日', day('2027-05-03')],
    ['12 November', day('2027-11-12')],
  ])('reads %s, to come', (text, days) => {
    expect(readDates(text, { ...berlin, tense: 'future' })).toEqual(days);
  });

  it.each([
    ['12 November', day('2026-11-12')],
    ['friday', day('2026-11-20')],
    ['in May', day('2026-05-01', '2026-05-31')],
    ['yesterday', day('2026-11-23')],
    ['上周五', day('2026-11-20')],
    ['11月12日', day('2026-11-12')],
    ['12月1号', day('2025-12-01')],
  ])('reads %s, over', (text, days) => {
    expect(readDates(text, { ...berlin, tense: 'past' })).toEqual(days);
  });

  it('counts days as the shop does: it is tomorrow in Tokyo already', () => {
    expect(isoToday('Europe/Berlin', now)).toBe('2026-11-24');
    expect(isoToday('Asia/Tokyo', now)).toBe('2026-11-25');
    expect(readDates('today', { now, timeZone: 'Asia/Tokyo' })).toEqual(day('2026-11-25'));
  });

  it('puts the month first where the shop’s customers do', () => {
    expect(readDates('3/5/2027', { ...berlin, isMonthFirst: true })).toEqual(day('2027-03-05'));
  });

  it.each(['at 5pm', 'order HL-104233', 'size 42', '中号', ''])('finds none in “%s”', (text) => {
    expect(readDates(text, berlin)).toEqual([]);
  });

  it('reads any day of the years around, however it is written', () => {
    const days = fc.integer({ min: Date.UTC(2025, 0, 1) / 86_400_000, max: Date.UTC(2028, 11, 31) / 86_400_000 });
    fc.assert(
      fc.property(days, fc.constantFrom('iso', 'en', 'zh'), (number, way) => {
        const date = new Date(number * 86_400_000);
        const iso = date.toISOString().slice(0, 10);
        const written = {
          iso,
          en: date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
          zh: date.toLocaleDateString('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
        }[way];
        expect(readDates(written, berlin)).toEqual(day(iso));
      }),
    );
  });

  it('never ends before it begins, and keeps to its tense where no year was said', () => {
    const words = fc.constantFrom(
      'monday',
      'friday',
      '3 may',
      '12 dec',
      '5月3日',
      '周五',
      'to',
      'between',
      'and',
      'next',
      '到',
      'june',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), (said) => {
        for (const { from, to } of readDates(said.join(' '), { ...berlin, tense: 'future' })) {
          expect(from <= to).toBe(true);
          expect(from >= '2026-11-24').toBe(true);
        }
      }),
    );
  });
});
