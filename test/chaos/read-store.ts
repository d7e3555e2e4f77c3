import { systemClock } from '../../src/clock.js';
import type { RecordedEvent } from '../../src/conversation/conversation-event.js';
import { toTranscript } from '../../src/conversation/to-transcript.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { conversationIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import { DEMO_SHOP_ID } from '../../src/shop/demo/generate-demo-shop.js';
import { openSqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';
import type { Entry, Reader } from './checker.js';
import { toEntry } from './stubborn-client.js';

/** Whole logs as they lie on disk, once their server has ended. */
export type StoredLogs = {
  /** What shoppers may see of it. */
  visible: Reader[];
  /** Every event, so that a missing number and a missing answer show. */
  whole: Reader[];
};

export async function readStore(dataDir: string, conversationIds: string[]): Promise<StoredLogs> {
  const stores = openSqliteStores({ dataDir, cipher: plainCipher, clock: systemClock, log: createLog('silent') });
  const shopId = shopIdSchema.parse(DEMO_SHOP_ID);
  const logs: StoredLogs = { visible: [], whole: [] };
  for (const conversation of conversationIds) {
    const events = await stores.conversations.read(shopId, conversationIdSchema.parse(conversation), 0);
    const upTo = events.at(-1)?.seq ?? 0;
    const { entries } = toTranscript(0, events);
    logs.visible.push({ name: 'the disk', conversation, upTo, entries: entries.map(toEntry) });
    const all = { name: 'all of the disk', conversation, upTo, seesAllFrom: 1 };
    logs.whole.push({ ...all, entries: events.map(toWholeEntry) });
  }
  await stores.close();
  return logs;
}

export function toWholeEntry({ seq, event }: RecordedEvent): Entry {
  return {
    seq,
    content: JSON.stringify(event),
    ...(event.kind === 'customer-said' && { message: event.clientMessageId }),
    ...('answers' in event && { answers: event.answers }),
  };
}
