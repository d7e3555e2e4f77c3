import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import { joined } from './joined.js';

export type Lagging = {
  /** Brings up what lags to everything that was there before the call. @throws what the work throws */
  catchUp(): Promise<void>;
  /** Catches up soon, beside what is under way. */
  wake(): void;
  /** Catches up a last time; nothing is begun after that. What is left is found by the next `catchUp` of any process. */
  stop(): Promise<void>;
};

/** Long enough to take many commits in at once; nobody waits for it, because who reads catches up first. */
const WAKE_MS = 250;

/** Work that follows what is written and may lag behind it. */
export function createLagging(work: () => Promise<void>, { log, complaint }: { log: Log; complaint: string }): Lagging {
  const catchUp = joined(work);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const run = async () => {
    timer = undefined;
    try {
      await catchUp();
    } catch (error) {
      // A reader that needs it says so to its caller; here it only comes later.
      log.warn({ code: toAppError(error).code, error: String(error) }, complaint);
    }
  };

  return {
    catchUp,
    wake: () => {
      if (!isStopped) timer ??= setTimeout(() => void run(), WAKE_MS).unref();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await run();
    },
  };
}
