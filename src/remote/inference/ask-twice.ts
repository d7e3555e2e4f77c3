import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Ask, HttpConnection, Unanswered } from '../http-connection.js';

/**
 * Asks, and once more where that may help: after a fault of the connection, and when the server says that it is busy.
 * Both attempts and the pause between them share the time of one.
 * @param random 0..1, spreads what many servers would else ask in step
 */
export async function askTwice(
  connection: HttpConnection,
  ask: Ask,
  random: () => number = Math.random,
): Promise<Answer | Unanswered> {
  const start = performance.now();
  const first = await connection.ask(ask);
  const pauseMs = pauseBefore(first, random());
  const leftMs = ask.timeoutMs - (performance.now() - start) - (pauseMs ?? 0);
  if (pauseMs === undefined || leftMs <= 0) return first;
  await sleep(pauseMs);
  return connection.ask({ ...ask, timeoutMs: leftMs });
}

/** Undefined where a second attempt is of no use. */
function pauseBefore(outcome: Answer | Unanswered, random: number): number | undefined {
  if (outcome.kind === 'unanswered') return outcome.why === 'connection' ? 10 + 40 * random : undefined;
  if (outcome.status !== 503 && outcome.status !== 429) return undefined;
  return readRetryAfter(outcome.headers['retry-after'], Date.now()) + 20 + 80 * random;
}

/** RFC 9110 section 10.2.3: seconds, or a date. Anything else is no wish, 0. */
function readRetryAfter(value: string | undefined, now: number): number {
  if (value === undefined) return 0;
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(waitMs) ? 0 : Math.max(0, waitMs);
}
