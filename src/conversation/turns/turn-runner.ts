import { setTimeout as pause } from 'node:timers/promises';
import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { ConversationId, ShopId } from '../../protocol/ids.js';
import type { TurnLease, TurnLeases } from './turn-leases.js';

export type TurnRunner = {
  /** Pays what is owed in this conversation, now or as soon as a place is free. Never throws, never waits. */
  wake(shopId: ShopId, conversationId: ConversationId): void;
  /** Conversations being answered here or waiting to be. */
  backlog(): number;
  /** Resolves when nothing is under way; nothing new is begun after the call. */
  stop(): Promise<void>;
};

type Options = {
  handle: (shopId: ShopId, conversationId: ConversationId) => Promise<void>;
  leases: TurnLeases;
  /** Conversations answered at the same time. */
  concurrency: number;
  log: Log;
};

type Place = { shopId: ShopId; conversationId: ConversationId };

const RETRY_MS = { first: 250, longest: 10_000 };
/** Another process answers there; whether it has seen the newest message shows when it is done. */
const LOOK_AGAIN_MS = { first: 100, longest: 2_000 };

/**
 * Runs turns: one at a time per conversation, several conversations side by side. The debt is in the log, so this
 * holds only names; a failure is tried again with back-off, and whatever a crash leaves is found at the next start or
 * by another process.
 */
export function createTurnRunner({ handle, leases, concurrency, log }: Options): TurnRunner {
  const waiting = new Map<string, Place>();
  const running = new Map<string, Promise<void>>();
  /** Held by another process: how often that was so. Takes no place here. */
  const elsewhere = new Map<string, { times: number; timer: NodeJS.Timeout }>();
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

  const run = async (key: string, place: Place, failures = 0): Promise<void> => {
    try {
      await handleAlone(key, place);
    } catch (error) {
      const retryMs = Math.min(RETRY_MS.first * 2 ** failures, RETRY_MS.longest);
      log.error({ ...place, code: toAppError(error).code, error: String(error), retryMs }, 'turn failed, trying again');
      // What waits keeps no process alive.
      await pause(retryMs, undefined, { ref: false });
      if (!isStopping) return run(key, place, failures + 1);
    }
    running.delete(key);
    fill();
  };

  const handleAlone = async (key: string, place: Place): Promise<void> => {
    const { shopId, conversationId } = place;
    const lease = await leases.take(shopId, conversationId);
    if (lease === undefined) return lookAgain(key, place);
    forget(key);
    await handle(shopId, conversationId).finally(() => letGo(lease));
  };

  const letGo = (lease: TurnLease): Promise<void> =>
    lease.release().catch((error: unknown) => {
      log.warn({ code: toAppError(error).code }, 'turn lease not released, it runs out by itself');
    });

  const lookAgain = (key: string, { shopId, conversationId }: Place): void => {
    if (isStopping) return;
    const times = (elsewhere.get(key)?.times ?? -1) + 1;
    const ms = Math.min(LOOK_AGAIN_MS.first * 2 ** times, LOOK_AGAIN_MS.longest) * (0.5 + Math.random());
    forget(key);
    elsewhere.set(key, { times, timer: setTimeout(() => wake(shopId, conversationId), ms).unref() });
  };

  const forget = (key: string): void => {
    clearTimeout(elsewhere.get(key)?.timer);
    elsewhere.delete(key);
  };

  const stop = async () => {
    isStopping = true;
    for (const key of elsewhere.keys()) forget(key);
    await Promise.allSettled(running.values());
  };

  return { wake, backlog: () => waiting.size + running.size, stop };
}
