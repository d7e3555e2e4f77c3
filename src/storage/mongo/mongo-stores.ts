import mongoose, { type Connection } from 'mongoose';
import type { Clock } from '../../clock.js';
import type { TurnLeases } from '../../conversation/turns/turn-leases.js';
import type { Log } from '../../log.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { RowStores } from '../row-stores.js';
import { createActionResultRows } from './action-result-rows.js';
import { createCatalogueRows } from './catalogue-rows.js';
import { createCommitRows } from './commit-rows.js';
import { connectMongo } from './connect-mongo.js';
import { createConversationRows } from './conversation-rows.js';
import { createCurrentShop } from './current-shop.js';
import { createKeptCatalogue } from './kept-catalogue.js';
import { createMessageRows } from './message-rows.js';
import { createMongoAgentDirectory } from './mongo-agent-directory.js';
import { createMongoBlockList } from './mongo-block-list.js';
import { createMongoConversationLog } from './mongo-conversation-log.js';
import { orFault } from './mongo-fault.js';
import { createMongoMessageSearch } from './mongo-message-search.js';
import { createMongoOrderDesk } from './mongo-order-desk.js';
import { createMongoOutbox } from './mongo-outbox.js';
import { createMongoShopStore } from './mongo-shop-store.js';
import { createMongoStockWatches } from './mongo-stock-watches.js';
import { createMongoSubscriptions } from './mongo-subscriptions.js';
import { createMongoTurnLeases } from './mongo-turn-leases.js';
import { openSchema } from './open-schema.js';
import { createOrderRows } from './order-rows.js';
import { createOutboxRows } from './outbox-rows.js';
import { createPositions } from './positions.js';
import { createProjection } from './projection.js';
import { createShopRows } from './shop-rows.js';
import { createUnsearchedCommits } from './unsearched-commits.js';

export type MongoStores = RowStores & { turnLeases: TurnLeases };

type Options = { url: string; cipher: Cipher; clock: Clock; log: Log };

/**
 * Everything that is kept in the database that `url` names, by as many processes as there are.
 * @param url `mongodb://…/DATABASE` or `mongodb+srv://…`
 * @throws STORE_UNAVAILABLE, STORE_UNREADABLE
 */
export async function openMongoStores({ url, cipher, clock, log }: Options): Promise<MongoStores> {
  const connection = await connectMongo(url);
  const conversations = openConversations(connection, { cipher, clock, log });
  const shops = openShops(connection, { cipher, log });
  const agents = createMongoAgentDirectory(connection, cipher);
  const stockWatches = createMongoStockWatches(connection, cipher);
  const subscriptions = createMongoSubscriptions(connection, cipher);
  const blocks = createMongoBlockList(connection);
  const turnLeases = createMongoTurnLeases(connection, log);
  try {
    await orFault(() => openSchema(connection));
  } catch (error) {
    turnLeases.stop();
    await connection.close();
    throw error;
  }
  return {
    conversations: conversations.log,
    search: conversations.search,
    outbox: conversations.outbox,
    ...shops,
    stockWatches,
    subscriptions,
    agents,
    blocks,
    turnLeases,
    canSave: () => connection.readyState === mongoose.ConnectionStates.connected,
    close: async () => {
      turnLeases.stop();
      await conversations.stop();
      await connection.close();
    },
  };
}

function openConversations(connection: Connection, { cipher, clock, log }: Omit<Options, 'url'>) {
  const commits = createCommitRows(connection);
  const conversations = createConversationRows(connection);
  const outbox = createOutboxRows(connection);
  const projection = createProjection({ commits, conversations, outbox }, log);
  const nextPosition = createPositions(clock);
  const unsearched = createUnsearchedCommits(connection);
  const search = createMongoMessageSearch({
    commits,
    unsearched,
    messages: createMessageRows(connection),
    cipher,
    log,
  });
  return {
    log: createMongoConversationLog({ commits, conversations, outbox, projection, nextPosition, cipher }),
    search,
    outbox: createMongoOutbox(outbox, projection),
    stop: async () => {
      await search.stop();
      await projection.stop();
    },
  };
}

function openShops(connection: Connection, { cipher, log }: Pick<Options, 'cipher' | 'log'>) {
  const shops = createShopRows(connection);
  const catalogueRows = createCatalogueRows(connection);
  const orders = createOrderRows(connection, cipher);
  const results = createActionResultRows(connection, cipher);
  const current = createCurrentShop({ shops, orders, results });
  const catalogueOf = createKeptCatalogue({ shops, current, catalogue: catalogueRows, orders, results });
  return {
    shops: createMongoShopStore({ shops, current, catalogueRows, catalogueOf, orders, results, log }),
    orderDesk: createMongoOrderDesk({ current, results, catalogueOf }),
  };
}
