import type { Clock } from '../../clock.js';
import type { JobQueue } from '../../conversation/work/job-queue.js';
import type { RetryPolicy } from '../../conversation/work/retry-policy.js';
import type { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { RowStores } from '../row-stores.js';
import { createCatalogueRows } from './catalogue-rows.js';
import { createKeptCatalogue } from './kept-catalogue.js';
import { createSqliteAgentDirectory } from './sqlite-agent-directory.js';
import { createSqliteBlockList } from './sqlite-block-list.js';
import { connectSqlite } from './sqlite-connection.js';
import { createSqliteConversationLog } from './sqlite-conversation-log.js';
import { createSqliteJobQueue } from './sqlite-job-queue.js';
import { createSqliteMessageSearch } from './sqlite-message-search.js';
import { createSqliteOrderDesk } from './sqlite-order-desk.js';
import { createSqliteOutbox } from './sqlite-outbox.js';
import { createSqliteShopStore } from './sqlite-shop-store.js';
import { createSqliteStockWatches } from './sqlite-stock-watches.js';
import { createSqliteSubscriptions } from './sqlite-subscriptions.js';

export type SqliteStores = RowStores & { jobs: JobQueue };

type Options = {
  dataDir: string;
  cipher: Cipher;
  clock: Clock;
  log: Log;
  retry?: RetryPolicy;
  onDiskFault?: ((fault: AppError) => void) | undefined;
};

/**
 * Everything that is kept in one SQLite file under `dataDir`, which this process then has to itself.
 * @throws STORE_LOCKED, STORE_UNREADABLE, STORE_UNAVAILABLE
 */
export function openSqliteStores({ dataDir, cipher, clock, log, retry, onDiskFault }: Options): SqliteStores {
  const connection = connectSqlite({ dataDir, log, onFault: onDiskFault });
  const catalogue = createKeptCatalogue(createCatalogueRows(connection.db));
  const search = createSqliteMessageSearch({ connection, dataDir, cipher, log });
  const jobs = createSqliteJobQueue({ connection, clock, log, ...(retry && { retry }) });
  return {
    conversations: createSqliteConversationLog(connection, cipher),
    search,
    outbox: createSqliteOutbox(connection),
    shops: createSqliteShopStore(connection, cipher, catalogue),
    orderDesk: createSqliteOrderDesk(connection, cipher, catalogue),
    stockWatches: createSqliteStockWatches(connection, cipher),
    subscriptions: createSqliteSubscriptions(connection, cipher),
    agents: createSqliteAgentDirectory(connection, cipher),
    blocks: createSqliteBlockList(connection),
    jobs,
    canSave: connection.canSave,
    close: async () => {
      await jobs.stop();
      search.stop();
      connection.close();
    },
  };
}
