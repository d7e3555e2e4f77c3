import { describe, expect, it } from 'vitest';
import { nextTime, type Schedule } from '../../../src/conversation/work/next-time.js';

const next = (schedule: Schedule, after: string) => new Date(nextTime(schedule, Date.parse(after))).toISOString();

describe('the next time of a schedule', () => {
  it.each([
    [60_000, '2026-03-01T10:00:00.000Z', '2026-03-01T10:01:00.000Z'],
    [60_000, '2026-03-01T10:00:59.999Z', '2026-03-01T10:01:00.000Z'],
    [86_400_000, '2026-03-01T10:00:00.000Z', '2026-03-02T00:00:00.000Z'],
  ])('every %d ms after %s is %s', (everyMs, after, expected) => {
    expect(next({ everyMs }, after)).toBe(expected);
  });

  it.each([
    ['0 3 * * *', 'UTC', '2026-03-01T10:00:00Z', '2026-03-02T03:00:00.000Z'],
    ['0 3 * * *', 'Europe/Berlin', '2026-03-01T10:00:00Z', '2026-03-02T02:00:00.000Z'],
    ['0 3 * * *', 'Europe/Berlin', '2026-07-01T10:00:00Z', '2026-07-02T01:00:00.000Z'],
    ['*/15 9-17 * * 1-5', 'UTC', '2026-02-27T17:45:00Z', '2026-03-02T09:00:00.000Z'],
  ])('%s in %s after %s is %s', (cron, timeZone, after, expected) => {
    expect(next({ cron, timeZone }, after)).toBe(expected);
  });

  it('is always later than the time it is asked for', () => {
    const at = Date.parse('2026-03-02T03:00:00Z');
    expect(nextTime({ cron: '0 3 * * *', timeZone: 'UTC' }, at)).toBe(at + 86_400_000);
    expect(nextTime({ everyMs: 1000 }, at)).toBe(at + 1000);
  });

  it.each([
    { cron: 'every night', timeZone: 'UTC' },
    { cron: '99 3 * * *', timeZone: 'UTC' },
    { cron: '0 3 * * *', timeZone: 'Nowhere/At_All' },
  ])('refuses %j', (schedule) => {
    expect(() => nextTime(schedule, 0)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});
