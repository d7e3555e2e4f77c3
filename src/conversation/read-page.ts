import type { ConversationId, ShopId } from '../protocol/ids.js';
import type { RecordedEvent } from './conversation-event.js';
import type { ConversationLog } from './conversation-log.js';

/** Events with seq > `after`, contiguous; `hasMore` when the log goes on behind them. */
export type Page = { after: number; events: RecordedEvent[]; hasMore: boolean };

const PAGE_EVENTS = 500;

/**
 * The next stretch of a log for a reader who has everything up to `after`. One who claims to be ahead of the log knows
 * another past and begins anew; whether it is, shows in the same read, which begins one event earlier.
 */
export async function readPage(
  log: ConversationLog,
  shopId: ShopId,
  conversationId: ConversationId,
  after: number,
): Promise<Page> {
  const overlap = after > 0 ? 1 : 0;
  const events = await log.read(shopId, conversationId, after - overlap, PAGE_EVENTS + overlap + 1);
  if (after > 0 && events.length === 0) return readPage(log, shopId, conversationId, 0);
  const unknown = events.slice(overlap);
  return { after, events: unknown.slice(0, PAGE_EVENTS), hasMore: unknown.length > PAGE_EVENTS };
}
