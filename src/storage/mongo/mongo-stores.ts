import type { Clock } from '../../clock.js';
import type { ConversationLog } from '../../conversation/conversation-log.js';
import type { Outbox } from '../../conversation/outbox.js';
import type { Log } from '../../log.js';
import type { Cipher } from '../../privacy/cipher.js';
import { createCommitRows } from './commit-rows.js';
import { connectMongo } from './connect-mongo.js';
import { createConversationRows } from './conversation-rows.js';
import { createMongoConversationLog } from './mongo-conversation-log.js';
import { orFault } from './mongo-fault.js';
import { createMongoOutbox } from './mongo-outbox.js';
import { openSchema } from './open-schema.js';
import { createOutboxRows } from './outbox-rows.js';
import { createPositions } from './positions.js';
import { createProjection } from './projection.js';

export type MongoStores = {
  conversations: ConversationLog;
  outbox: Outbox;
  /** Ends what is under way, then the connections. */
  close(): Promise<void>;
};

type Options = { url: string; cipher: Cipher; clock: Clock; log: Log };

/**
 * Everything that is kept in the database that `url` names, by as many processes as there are.
 * @param url `mongodb://…/DATABASE` or `mongodb+srv://…`
 * @throws STORE_UNAVAILABLE, STORE_UNREADABLE
 */
export async function openMongoStores({ url, cipher, clock, log }: Options): Promise<MongoStores> {
  const connection = await connectMongo(url);
  const commits = createCommitRows(connection);
  const conversations = createConversationRows(connection);
  const outbox = createOutboxRows(connection);
  try {
    await orFault(() => openSchema(connection));
  } catch (error) {
    await connection.close();
    throw error;
  }
  const nextPosition = createPositions(clock);
  const projection = createProjection({ commits, conversations, outbox }, log);
  return {
    conversations: createMongoConversationLog({ commits, conversations, outbox, projection, nextPosition, cipher }),
    outbox: createMongoOutbox(outbox, projection),
    close: async () => {
      await projection.stop();
      await connection.close();
    },
  };
}
