import { AppError } from '../errors.js';
import { jittered } from './jittered.js';

/** Requests of sockets that are being answered: bounded per socket, and waited for when the process stops. */
export type UnderWay = {
  /** @throws OVERLOADED with `retryAfterMs`, nothing done: too many of this socket, or the process is stopping */
  run<T>(socket: object, answer: () => Promise<T>): Promise<T>;
  /** Refuses what comes from now on; resolves when all before is answered. */
  close(): Promise<void>;
};

/** More than a person, or a page that catches up, ever asks at once. */
const MOST_PER_SOCKET = 64;
const RETRY_MS = 1_000;

export function createUnderWay(): UnderWay {
  const counts = new WeakMap<object, number>();
  let total = 0;
  let isClosed = false;
  let whenIdle: (() => void) | undefined;

  const change = (socket: object, by: 1 | -1): void => {
    counts.set(socket, (counts.get(socket) ?? 0) + by);
    total += by;
    if (total === 0) whenIdle?.();
  };

  return {
    run: async (socket, answer) => {
      if (isClosed || (counts.get(socket) ?? 0) >= MOST_PER_SOCKET)
        throw new AppError('OVERLOADED', { retryAfterMs: jittered(RETRY_MS) });
      change(socket, 1);
      try {
        return await answer();
      } finally {
        change(socket, -1);
      }
    },
    close: () => {
      isClosed = true;
      return total === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            whenIdle = resolve;
          });
    },
  };
}
