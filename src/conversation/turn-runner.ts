import { toAppError } from '../errors.js';
import type { Log } from '../log.js';
import type { ConversationId, ShopId } from '../protocol/ids.js';

export type TurnRunner = {
  /** Pays what is owed in this conversation, now or as soon as a place is free. Never throws, never waits. */
  wake(shopId: ShopId, conversationId: ConversationId): void;
  /** Conversations being answered or waiting to be. */
  backlog(): number;
  /** Resolves when nothing is under way; nothing new is begun after the call. */
  stop(): Promise<void>;
};

type Options = {
  handle: (shopId: ShopId, conversationId: ConversationId) => Promise<void>;
  /** Conversations answered at the same time. */
  concurrency: number;
  log: Log;
};

const RETRY_MS = { first: 250, longest: 10_000 };

/**
 * Runs turns: one at a time per conversation, several conversations side by side. The debt is in the log, so this
 * holds only names; a failure is tried again with back-off, and whatever a crash leaves is found at the next start.
 */
export function createTurnRunner({ handle, concurrency, log }: Options): TurnRunner {
  const waiting = new Map<string, Place>();
  const running = new Map<string, Promise<void>>();
  let isStopping = false;

  const wake = (shopId: ShopId, conversationId: ConversationId) => {
    waiting.set(`${shopId}/${conversationId}`, { shopId, conversationId });
    fill();
  };

  const fill = () => {
    for (const [key, place] of waiting) {
      if (isStopping || running.size >= concurrency) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      running.set(key, run(key, place));
    }
  };

  const run = async (key: string, { shopId, conversationId }: Place, failures = 0): Promise<void> => {
    try {
      await handle(shopId, conversationId);
    } catch (error) {
      const retryMs = Math.min(RETRY_MS.first * 2 ** failures, RETRY_MS.longest);
      log.error(
        { shopId, conversationId, code: toAppError(error).code, error: String(error), retryMs },
        'turn failed, trying again',
      );
      await pause(retryMs);
      if (!isStopping) return run(key, { shopId, conversationId }, failures + 1);
    }
    running.delete(key);
    fill();
  };

  const stop = async () => {
    isStopping = true;
    await Promise.allSettled(running.values());
  };

  return { wake, backlog: () => waiting.size + running.size, stop };
}

type Place = { shopId: ShopId; conversationId: ConversationId };

/** Does not keep the process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
