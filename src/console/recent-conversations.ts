import { applyEvent } from '../conversation/apply-event.js';
import { type Conversation, emptyConversation } from '../conversation/conversation.js';
import type { ConversationLog } from '../conversation/conversation-log.js';
import type { ConversationId, ShopId } from '../protocol/ids.js';

/** Folded conversations, as of now. `seq` is 0 when there is no such conversation. */
export type RecentConversations = (shopId: ShopId, conversationId: ConversationId) => Promise<Conversation>;

/**
 * Keeps the folds of the `limit` conversations asked for last, and reads only what each log gained since: a list of
 * 200 lines costs 200 index look-ups, not 200 whole logs.
 */
export function createRecentConversations(log: ConversationLog, limit = 1000): RecentConversations {
  const folds = new Map<string, Conversation>();

  const keep = (key: string, fold: Conversation): Conversation => {
    const known = folds.get(key);
    const newest = known !== undefined && known.seq > fold.seq ? known : fold;
    folds.delete(key);
    folds.set(key, newest);
    const [oldest] = folds.keys();
    if (folds.size > limit && oldest !== undefined) folds.delete(oldest);
    return newest;
  };

  return async (shopId, conversationId) => {
    const key = `${shopId}/${conversationId}`;
    const known = folds.get(key) ?? emptyConversation(shopId, conversationId);
    const fold = (await log.read(shopId, conversationId, known.seq)).reduce(applyEvent, known);
    return fold.seq === 0 ? fold : keep(key, fold);
  };
}
