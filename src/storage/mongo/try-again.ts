import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../errors.js';

const ATTEMPTS = 24;
const LONGEST_PAUSE_MS = 100;

/**
 * Tries until there is an answer: another process was quicker, or wrote what a majority has not confirmed yet, so that
 * it cannot be read. Pauses grow and are drawn at random, so that two who collided do not collide again.
 * @param attempt answers undefined when it is to be made again
 * @throws STORE_UNAVAILABLE after two seconds or so of that
 */
export async function tryAgain<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let count = 1; count <= ATTEMPTS; count++) {
    const answer = await attempt();
    if (answer !== undefined) return answer;
    await pause(Math.random() * Math.min(2 ** count, LONGEST_PAUSE_MS));
  }
  throw new AppError('STORE_UNAVAILABLE', {
    retryAfterMs: 1000,
    details: ['Others wrote to the same place all the time'],
  });
}
