import type { ConversationId, ShopId } from '../protocol/ids.js';
import { applyEvent } from './apply-event.js';
import { type Conversation, emptyConversation } from './conversation.js';
import type { ConversationLog } from './conversation-log.js';

/** Reads the whole log of one conversation and folds it. `seq` is 0 when there is no such conversation. */
export async function loadConversation(
  log: ConversationLog,
  shopId: ShopId,
  conversationId: ConversationId,
): Promise<Conversation> {
  const events = await log.read(shopId, conversationId, 0);
  return events.reduce(applyEvent, emptyConversation(shopId, conversationId));
}
