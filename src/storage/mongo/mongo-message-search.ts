import type { MessageHit, MessageSearch } from '../../conversation/log/message-search.js';
import { saidIn } from '../../conversation/log/said-in.js';
import { snippetOf, termsToFind, termsToIndex } from '../../conversation/log/search-terms.js';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Cipher } from '../../privacy/cipher.js';
import { conversationIdSchema, type ShopId } from '../../protocol/ids.js';
import type { CommitRows } from './commit-rows.js';
import { eventsOf } from './events-of.js';
import { createLagging } from './lagging.js';
import type { IndexedMessage, MessagePlace, MessageRows } from './message-rows.js';
import { orFault } from './mongo-fault.js';
import type { UnsearchedCommit, UnsearchedCommits } from './unsearched-commits.js';

export type MongoMessageSearch = MessageSearch & { stop(): Promise<void> };

type Parts = { commits: CommitRows; unsearched: UnsearchedCommits; messages: MessageRows; cipher: Cipher; log: Log };

const BATCH = 100;

/**
 * Message search over a collection of hashed terms. Commits that it has not taken in say so themselves, so nothing is
 * missed by whichever process ends where, and what is added only wakes this one.
 */
export function createMongoMessageSearch(parts: Parts): MongoMessageSearch {
  const index = createLagging(() => takeAllIn(parts), { log: parts.log, complaint: 'message search lags' });
  return {
    add: index.wake,
    catchUp: () => orFault(index.catchUp),
    search: async (shopId, query, { limit, before }) => {
      const terms = termsToFind(query);
      const place = before === undefined ? undefined : parseCursor(before);
      return terms.length === 0 ? [] : orFault(() => hitsOf(parts, { shopId, terms, limit, before: place }));
    },
    erase: (shopId, conversationId) => orFault(() => parts.messages.removeConversation(shopId, conversationId)),
    stop: index.stop,
  };
}

async function takeAllIn(parts: Parts): Promise<void> {
  const { messages, unsearched } = parts;
  if (!(await messages.isBegun())) {
    await unsearched.markAllUnsearched();
    await messages.begin();
  }
  while (await takeIn(parts)) {}
}

/** Answers whether there may be more. */
async function takeIn({ messages, unsearched, cipher }: Parts): Promise<boolean> {
  const commits = await unsearched.some(BATCH);
  if (commits.length === 0) return false;
  await messages.put(commits.flatMap((commit) => messagesOf(cipher, commit)));
  // What was erased between reading and writing is in the log no more, and must not be here either.
  const unchanged = new Set(await unsearched.unchanged(commits));
  const changed = commits.filter((commit) => !unchanged.has(commit));
  await messages.remove(changed.flatMap((commit) => messagesOf(cipher, commit)));
  await unsearched.markSearched([...unchanged]);
  return commits.length === BATCH || changed.length > 0;
}

function messagesOf(cipher: Cipher, commit: UnsearchedCommit): IndexedMessage[] {
  const { shopId, conversationId } = commit;
  return readable(cipher, commit).flatMap(({ seq, at, event }) => {
    const said = saidIn(event);
    return said === undefined ? [] : [{ shopId, conversationId, seq, at, terms: termsToIndex(said.text) }];
  });
}

/** Damage is the log's to report, to whoever reads it; here it is only not found. */
function readable(cipher: Cipher, commit: UnsearchedCommit) {
  try {
    return eventsOf(cipher, commit.shopId, commit);
  } catch {
    return [];
  }
}

type Asked = { shopId: ShopId; terms: string[]; limit: number; before: MessagePlace | undefined };

/** What the log no longer says is no hit, whatever the index still holds. */
async function hitsOf(parts: Parts, { shopId, terms, limit, before }: Asked): Promise<MessageHit[]> {
  const hits: MessageHit[] = [];
  let from = before;
  while (hits.length < limit) {
    const found = await parts.messages.find(shopId, terms, { before: from, limit });
    const read = await Promise.all(found.map((place) => toHit(parts, { shopId, terms, place })));
    hits.push(...read.flatMap((hit) => (hit === undefined ? [] : [hit])));
    if (found.length < limit) break;
    from = found.at(-1);
  }
  return hits.slice(0, limit);
}

async function toHit(
  { commits, cipher }: Parts,
  { shopId, terms, place }: { shopId: ShopId; terms: string[]; place: MessagePlace },
): Promise<MessageHit | undefined> {
  const { conversationId, seq, at } = place;
  const found = await commits.holding({ shopId, conversationId }, seq - 1, 1);
  const recorded = found.flatMap((commit) => eventsOf(cipher, shopId, commit)).find((event) => event.seq === seq);
  const said = recorded && saidIn(recorded.event);
  if (said === undefined) return undefined;
  const cursor = `${at}.${seq}.${conversationId}`;
  return { conversationId, seq, at, who: said.who, snippet: snippetOf(said.text, terms), cursor };
}

const CURSOR = /^(?<at>\d{1,15})\.(?<seq>\d{1,9})\.(?<conversationId>.+)$/;

function parseCursor(cursor: string): MessagePlace {
  const { at, seq, conversationId } = CURSOR.exec(cursor)?.groups ?? {};
  const parsed = conversationIdSchema.safeParse(conversationId);
  if (!parsed.success) throw new AppError('BAD_INPUT', { details: ['before: not a cursor'] });
  return { at: Number(at), seq: Number(seq), conversationId: parsed.data };
}
