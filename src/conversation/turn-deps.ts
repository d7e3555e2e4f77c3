import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { OrderDesk } from '../shop/shop-store.js';
import type { Understand } from '../understanding/understanding.js';
import type { ConversationLog } from './conversation-log.js';
import type { Sources } from './gather-facts.js';
import type { Phrasing } from './phrasing/phrase-reply.js';
import type { RecentConversations } from './recent-conversations.js';

/** What a turn is handled with. */
export type TurnDeps = {
  conversations: ConversationLog;
  recent: RecentConversations;
  understand: Understand;
  sources: Sources;
  orderDesk: OrderDesk;
  /** Where a language model may put facts in other words. */
  phrasing?: Phrasing | undefined;
  clock: Clock;
  log: Log;
};
