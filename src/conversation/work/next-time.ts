import cronParser from 'cron-parser';
import { AppError } from '../../errors.js';

/**
 * When something is to happen again and again: at the multiples of `everyMs` since 1970, which are the same for every
 * process, or at the times of a cron line (five or six fields) as the clocks of `timeZone` show them.
 */
export type Schedule = { everyMs: number } | { cron: string; timeZone: string };

/**
 * The first time of the schedule after `after`, in milliseconds since the epoch.
 * @throws BAD_INPUT when the cron line or the time zone is none
 */
export function nextTime(schedule: Schedule, after: number): number {
  if ('everyMs' in schedule) return (Math.floor(after / schedule.everyMs) + 1) * schedule.everyMs;
  const { cron, timeZone } = schedule;
  try {
    return cronParser.parseExpression(cron, { currentDate: after, tz: timeZone }).next().getTime();
  } catch (error) {
    throw new AppError('BAD_INPUT', { cause: error, details: [`${cron} in ${timeZone}: ${String(error)}`] });
  }
}
