import type { ConversationId, ShopId } from '../../protocol/ids.js';
import { applyEvent } from '../apply-event.js';
import { type Conversation, emptyConversation } from '../conversation.js';
import type { ConversationLog } from './conversation-log.js';
import type { ChangeListener } from './publish-appends.js';

/** Folded conversations, as of now. `seq` is 0 when there is no such conversation. */
export type RecentConversations = (shopId: ShopId, conversationId: ConversationId) => Promise<Conversation>;

/** `gained`: to be told of what this process added to the log, which is then not read again. */
export type KeptConversations = RecentConversations & { gained: ChangeListener };

/**
 * Keeps the folds of the `limit` conversations asked for last, and reads only what each log gained since: a turn, or a list
 * of 200 lines, costs an index look-up a conversation, not whole logs. Right with several processes, too: the log is asked
 * each time. A fold keeps the last words, so that erasing a conversation has to start this anew.
 */
export function createRecentConversations(log: ConversationLog, limit = 1000): KeptConversations {
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

  const recent: RecentConversations = async (shopId, conversationId) => {
    const key = keyOf(shopId, conversationId);
    const known = folds.get(key) ?? emptyConversation(shopId, conversationId);
    const fold = (await log.read(shopId, conversationId, known.seq)).reduce(applyEvent, known);
    return fold.seq === 0 ? fold : keep(key, fold);
  };

  // What does not follow on from the fold is read when it is next asked for.
  const gained: ChangeListener = ({ shopId, conversationId, after, events }) => {
    const key = keyOf(shopId, conversationId);
    const known = folds.get(key);
    if (known?.seq === after) keep(key, events.reduce(applyEvent, known));
  };
  return Object.assign(recent, { gained });
}

function keyOf(shopId: ShopId, conversationId: ConversationId): string {
  return `${shopId}/${conversationId}`;
}
