import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { ShopDesk } from '../shop/shop-desk.js';
import type { Understand } from '../understanding/understanding.js';
import type { Sources } from './facts/sources.js';
import type { ConversationLog } from './log/conversation-log.js';
import type { RecentConversations } from './log/recent-conversations.js';
import type { Phrasing } from './phrasing/phrase-reply.js';

/** What a turn is handled with. */
export type TurnDeps = {
  conversations: ConversationLog;
  recent: RecentConversations;
  understand: Understand;
  sources: Sources;
  orderDesk: ShopDesk;
  /** Where a language model may put facts in other words. */
  phrasing?: Phrasing | undefined;
  clock: Clock;
  log: Log;
};
