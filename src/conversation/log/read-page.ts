import type { ConversationId, ShopId } from '../../protocol/ids.js';
import type { RecordedEvent } from '../conversation-event.js';
import type { ConversationLog } from './conversation-log.js';

/** Events with seq > `after`, contiguous; `hasMore` when the log goes on behind them. */
export type Page = { after: number; events: RecordedEvent[]; hasMore: boolean };

const PAGE_EVENTS = 500;

/**
 * The next stretch of a log for a reader who has everything up to `after`. One who claims to be ahead of the log knows
 * another past and begins anew. Most who come back have missed nothing, which shows without reading the log.
 */
export async function readPage(
  log: ConversationLog,
  shopId: ShopId,
  conversationId: ConversationId,
  after: number,
): Promise<Page> {
  if (after > 0) {
    const { seq } = (await log.headOf(shopId, conversationId)) ?? { seq: 0 };
    if (seq === after) return { after, events: [], hasMore: false };
    if (seq < after) return readPage(log, shopId, conversationId, 0);
  }
  const events = await log.read(shopId, conversationId, after, PAGE_EVENTS + 1);
  return { after, events: events.slice(0, PAGE_EVENTS), hasMore: events.length > PAGE_EVENTS };
}
