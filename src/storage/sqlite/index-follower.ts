import type { Log } from '../../log.js';

export type IndexFollower = {
  wake(): void;
  /** Resolves when all was taken in; rejects with what went wrong at the next try. */
  catchUp(): Promise<void>;
  stop(): void;
};

type Options = {
  /** Takes in one batch; answers whether there may be more. */
  takeIn(): boolean;
  log: Log;
};

/** Rest after a batch, in times of the time it took: the index may lag, messages may not wait for it. */
const REST = 9;
const WAKE_MS = 20;
const RETRY_MS = 5_000;

/** Takes batch after batch in the background, a tenth of the time. What fails is tried again. */
export function createIndexFollower({ takeIn, log }: Options): IndexFollower {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let waiting: Waiter[] = [];

  const settle = (how: (waiter: Waiter) => void) => {
    const settled = waiting;
    waiting = [];
    for (const waiter of settled) how(waiter);
  };

  const schedule = (ms: number) => {
    if (isStopped) return;
    timer ??= setTimeout(step, ms).unref();
  };

  const step = () => {
    timer = undefined;
    const startedAt = performance.now();
    try {
      if (takeIn()) schedule((performance.now() - startedAt) * REST);
      else settle(({ resolve }) => resolve());
    } catch (error) {
      log.warn({ error: String(error) }, 'message search lags');
      schedule(RETRY_MS);
      settle(({ reject }) => reject(error));
    }
  };

  return {
    wake: () => schedule(WAKE_MS),
    catchUp: () => {
      const caughtUp = new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
      if (timer !== undefined) clearTimeout(timer);
      timer = undefined;
      schedule(0);
      return caughtUp;
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      settle(({ resolve }) => resolve());
    },
  };
}

type Waiter = { resolve: () => void; reject: (error: unknown) => void };
