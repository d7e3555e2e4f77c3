import type { AgentDirectory } from '../access/agent-directory.js';
import type { BlockList } from '../access/block-list.js';
import type { ConversationLog } from '../conversation/log/conversation-log.js';
import type { MessageSearch } from '../conversation/log/message-search.js';
import type { Outbox } from '../conversation/outbox/outbox.js';
import type { OrderDesk, ShopStore } from '../shop/shop-store.js';
import type { StockWatches } from '../shop/stock-watches.js';
import type { Subscriptions } from '../shop/subscriptions.js';

/** What every database keeps. */
export type RowStores = {
  conversations: ConversationLog;
  search: MessageSearch;
  outbox: Outbox;
  shops: ShopStore;
  orderDesk: OrderDesk;
  stockWatches: StockWatches;
  subscriptions: Subscriptions;
  agents: AgentDirectory;
  blocks: BlockList;
  /** Whether what is written is kept: not while the disk is full, or no server is there to write to. */
  canSave(): boolean;
  /** Ends what is under way, writes what waits, lets go of what it holds. */
  close(): Promise<void>;
};
