import { toAppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { ConversationId, ShopId } from '../../protocol/ids.js';
import { createPostponed } from './postponed.js';
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
  /** Answers otherwise what `handle` cannot, however often it tries: a fault of ours, which time does not mend. */
  giveUp: (shopId: ShopId, conversationId: ConversationId) => Promise<void>;
  leases: TurnLeases;
  /** Conversations answered at the same time. */
  concurrency: number;
  log: Log;
};

type Place = { shopId: ShopId; conversationId: ConversationId };

const RETRY_MS = { first: 250, longest: 10_000 };
/** A fault of ours that comes so often stays. */
const FAULTS_BEFORE_GIVING_UP = 5;
/** Another process answers there; whether it has seen the newest message shows when it is done. */
const LOOK_AGAIN_MS = { first: 100, longest: 2_000 };

/**
 * Runs turns: one at a time per conversation, several conversations side by side. The debt is in the log, so this
 * holds only names; a failure is tried again with back-off and takes no place meanwhile, and whatever a crash leaves is
 * found at the next start or by another process.
 */
export function createTurnRunner({ handle, giveUp, leases, concurrency, log }: Options): TurnRunner {
  const waiting = new Map<string, Place>();
  const running = new Map<string, Promise<void>>();
  let isStopping = false;

  const wake = (shopId: ShopId, conversationId: ConversationId) => {
    waiting.set(`${shopId}/${conversationId}`, { shopId, conversationId });
    fill();
  };
  const again = ({ shopId, conversationId }: Place) => wake(shopId, conversationId);
  const elsewhere = createPostponed({ again, ...LOOK_AGAIN_MS });
  const failed = createPostponed({ again, ...RETRY_MS });

  const fill = () => {
    for (const [key, place] of waiting) {
      if (isStopping || running.size >= concurrency) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      running.set(key, run(key, place));
    }
  };

  const run = async (key: string, place: Place): Promise<void> => {
    failed.begin(key);
    try {
      await handleAlone(key, place);
      failed.drop(key);
    } catch (error) {
      await tryAgain(key, place, error);
    }
    running.delete(key);
    fill();
  };

  const tryAgain = async (key: string, place: Place, error: unknown): Promise<void> => {
    const { code } = toAppError(error);
    const { times, ms } = failed.put(key, place, code);
    if (isStopping) failed.drop(key);
    log.error({ ...place, code, error: String(error), times, retryMs: Math.round(ms) }, 'turn failed, trying again');
    if (code !== 'INTERNAL' || times < FAULTS_BEFORE_GIVING_UP) return;
    failed.begin(key);
    const isAnswered = await giveUp(place.shopId, place.conversationId).then(
      () => true,
      () => false,
    );
    if (isAnswered) failed.drop(key);
    else failed.put(key, place, code);
  };

  const handleAlone = async (key: string, place: Place): Promise<void> => {
    const { shopId, conversationId } = place;
    const lease = await leases.take(shopId, conversationId);
    if (lease === undefined) {
      if (!isStopping) elsewhere.put(key, place, 'held');
      return;
    }
    elsewhere.drop(key);
    await handle(shopId, conversationId).finally(() => letGo(lease, log));
  };

  const stop = async () => {
    isStopping = true;
    elsewhere.clear();
    failed.clear();
    await Promise.allSettled(running.values());
  };

  return { wake, backlog: () => waiting.size + running.size, stop };
}

function letGo(lease: TurnLease, log: Log): Promise<void> {
  return lease.release().catch((error: unknown) => {
    log.warn({ code: toAppError(error).code }, 'turn lease not released, it runs out by itself');
  });
}
