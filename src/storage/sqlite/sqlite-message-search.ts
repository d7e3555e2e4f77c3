import type { MessageHit, MessageSearch } from '../../conversation/log/message-search.js';
import { snippetOf, termsToFind, termsToIndex } from '../../conversation/log/search-terms.js';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import { createIndexFollower } from './index-follower.js';
import { openMendedIndex } from './mended-index.js';
import { createSaidRows, type LogRow, type SaidRows } from './said-rows.js';
import type { FoundMessage, IndexedMessage, SearchIndex } from './search-index.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { storeFault } from './store-fault.js';

export type SqliteMessageSearch = MessageSearch & { stop(): void };

type Options = { connection: Pick<SqliteConnection, 'db'>; dataDir: string; cipher: Cipher; log: Log };

/** Rows of the log that are taken in at once, as many of them as can be cut into terms in so long: messages wait meanwhile. */
const BATCH = 40;
const BATCH_MS = 2;

/**
 * Message search over FTS5, in a file of its own beside the store. The index follows the log by row, so that nothing
 * is missed however the process ends, and what is added only wakes it.
 */
export function createSqliteMessageSearch({ connection, dataDir, cipher, log }: Options): SqliteMessageSearch {
  const rows = createSaidRows(connection.db, cipher);
  const index = openMendedIndex({ dataDir, isOurs: rows.has, log, onMended: () => follower.wake() });
  const follower = createIndexFollower({ takeIn: () => takeIn(index, rows), log });
  return {
    add: follower.wake,
    catchUp: follower.catchUp,
    search: async (shopId, query, { limit, before }) => {
      const terms = termsToFind(query);
      const page = { limit, before: before === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(before) };
      if (terms.length === 0) return [];
      return guarded(() => hitsOf(index, rows, { shopId, terms, ...page }));
    },
    erase: async (shopId, conversationId) =>
      guarded(() => {
        index.erase(shopId, conversationId);
        // Where the log lost its newest rows, their numbers are given out again.
        const last = rows.last();
        if (last.row < index.place().row) index.moveTo(last);
      }),
    stop: () => {
      follower.stop();
      index.close();
    },
  };
}

/** Answers whether there may be more. */
function takeIn(index: SearchIndex, rows: SaidRows): boolean {
  const startedAt = performance.now();
  const messages: IndexedMessage[] = [];
  let last: LogRow | undefined;
  for (const row of rows.after(index.place(), BATCH)) {
    last = row;
    const { place, shopId, conversationId, at, said } = row;
    if (said !== undefined)
      messages.push({ shopId, conversationId, seq: place.seq, at, terms: termsToIndex(said.text) });
    if (performance.now() - startedAt > BATCH_MS) break;
  }
  if (last === undefined) return false;
  index.add(messages, last.place);
  return true;
}

type Asked = { shopId: ShopId; terms: string[]; limit: number; before: number };

/** What the log no longer says is no hit, whatever the index still holds. */
function hitsOf(index: SearchIndex, rows: SaidRows, { shopId, terms, limit, before }: Asked): MessageHit[] {
  const hits: MessageHit[] = [];
  let found: FoundMessage[];
  do {
    found = index.find(shopId, terms, { before, limit });
    for (const { id, conversationId, seq } of found) {
      const said = rows.at(shopId, conversationId, seq);
      before = id;
      if (said === undefined || hits.length === limit) continue;
      const { who, at, text } = said;
      hits.push({ conversationId, seq, at, who, snippet: snippetOf(text, terms), cursor: String(id) });
    }
  } while (found.length === limit && hits.length < limit);
  return hits;
}

function parseCursor(cursor: string): number {
  if (!/^\d{1,15}$|^[1-8]\d{15}$/.test(cursor)) throw new AppError('BAD_INPUT', { details: ['before: not a cursor'] });
  return Number(cursor);
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeFault(error);
  }
}
