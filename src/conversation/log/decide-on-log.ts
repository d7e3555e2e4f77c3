import type { Clock } from '../../clock.js';
import { AppError } from '../../errors.js';
import type { ConversationId, ShopId } from '../../protocol/ids.js';
import type { Conversation } from '../conversation.js';
import type { ConversationEvent } from '../conversation-event.js';
import type { ConversationLog } from './conversation-log.js';
import type { RecentConversations } from './recent-conversations.js';

export type DecideDeps = { conversations: ConversationLog; recent: RecentConversations; clock: Clock };

type Place = { shopId: ShopId; conversationId: ConversationId };

/**
 * Appends what is decided on the folded log, at the seq it was decided on; decides again where somebody was quicker.
 * @returns the log's newest seq
 * @throws NOT_FOUND, and what `events` throws
 */
export async function decideOnLog(
  { conversations, recent, clock }: DecideDeps,
  { shopId, conversationId }: Place,
  events: (conversation: Conversation) => ConversationEvent[],
): Promise<number> {
  for (;;) {
    const conversation = await recent(shopId, conversationId);
    if (conversation.seq === 0) throw new AppError('NOT_FOUND');
    const next = events(conversation);
    if (next.length === 0) return conversation.seq;
    const appended = await conversations.append(shopId, conversationId, conversation.seq, next, { at: clock.now() });
    if (appended.kind === 'appended') return appended.seq;
  }
}
