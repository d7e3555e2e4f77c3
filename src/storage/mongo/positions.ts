import type { Clock } from '../../clock.js';

/** The place after `after`, and after every one that this process gave before. */
export type NextPosition = (after: number) => number;

const PER_MS = 1000;

/**
 * Numbers by which rows of all processes are ordered: the time, in microseconds since the epoch, as far as clocks agree;
 * strictly rising within a process and behind what it was given, whatever the clock does. Exact up to the year 2255.
 */
export function createPositions(clock: Clock): NextPosition {
  let last = 0;
  return (after) => {
    last = Math.max(last + 1, after + 1, clock.now() * PER_MS);
    return last;
  };
}
