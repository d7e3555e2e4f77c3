import type { Clock } from '../../clock.js';
import { AppError } from '../../errors.js';
import type { ConversationId, ShopId } from '../../protocol/ids.js';
import type { Change } from '../log/publish-appends.js';
import type { RecentConversations } from '../log/recent-conversations.js';
import { holdMs } from './hold-back.js';

/**
 * Keeps back what restrained customers write, before it is acknowledged: their message stays with them and is sent again.
 * The log says who is restrained; this remembers for whom it must be asked, so that everybody else's messages cost nothing.
 */
export type Restraints = {
  /** Somebody opened this conversation here: their first message is worth a look at the log. */
  opened(conversationId: ConversationId): void;
  changed(change: Change): void;
  /** @throws TOO_MANY_REQUESTS with `retryAfterMs` */
  require(shopId: ShopId, conversationId: ConversationId): Promise<void>;
};

export function createRestraints({ recent, clock }: { recent: RecentConversations; clock: Clock }): Restraints {
  const watched = new Set<ConversationId>();
  const watch = (conversationId: ConversationId) => {
    const [oldest] = watched;
    if (watched.size >= MOST_WATCHED && oldest !== undefined) watched.delete(oldest);
    watched.add(conversationId);
  };
  return {
    opened: watch,
    changed: ({ conversationId, events }) => {
      if (events.some(({ event }) => event.kind === 'restrained')) watch(conversationId);
    },
    require: async (shopId, conversationId) => {
      if (!watched.has(conversationId)) return;
      const conversation = await recent(shopId, conversationId);
      if (conversation.restraint === undefined) watched.delete(conversationId);
      const retryAfterMs = holdMs(conversation, clock.now());
      if (retryAfterMs > 0) throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs });
    },
  };
}

/** Whoever opened a chat so long ago and never wrote is looked at no more. */
const MOST_WATCHED = 50_000;
