import type { Outbox } from '../../conversation/outbox/outbox.js';
import type { Lagging } from './lagging.js';
import { orFault } from './mongo-fault.js';
import type { OutboxRows } from './outbox-rows.js';

/** What the log's commits left to be sent. */
export function createMongoOutbox(rows: OutboxRows, projection: Lagging): Outbox {
  return {
    pending: (limit) =>
      orFault(async () => {
        await projection.catchUp();
        return rows.pending(limit);
      }),
    markSent: (ids) =>
      orFault(async () => {
        // A row that is not derived yet would come up as unsent later.
        await projection.catchUp();
        await rows.markSent(ids);
      }),
  };
}
