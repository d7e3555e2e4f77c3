import type { ConversationEvent, RecordedEvent } from '../../conversation/conversation-event.js';
import type {
  Appended,
  ConversationLog,
  Holder,
  IncomingMessage,
  Received,
} from '../../conversation/log/conversation-log.js';
import { owesAnswer } from '../../conversation/log/log-head.js';
import type { OutboxMessage } from '../../conversation/outbox/outbox.js';
import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { CommitRows, NewCommit, Place } from './commit-rows.js';
import { firstCommit, headOf, nextCommit } from './compose-commit.js';
import type { ConversationRows } from './conversation-rows.js';
import { eventsOf } from './events-of.js';
import { createInOrder } from './in-order.js';
import { createKeptEnds, type KeptEnds } from './kept-ends.js';
import type { Lagging } from './lagging.js';
import { orFault } from './mongo-fault.js';
import type { OutboxRows } from './outbox-rows.js';
import type { NextPosition } from './positions.js';
import { tryAgain } from './try-again.js';

const HOLDERS: Holder[] = ['bot', 'waiting', 'agent', 'closed'];
/** Behind others of the same conversation: while there is no server, each of them takes its time to fail. */
const PATIENCE_MS = 5000;

export type LogParts = {
  commits: CommitRows;
  conversations: ConversationRows;
  outbox: OutboxRows;
  projection: Lagging;
  nextPosition: NextPosition;
  cipher: Cipher;
};

/**
 * The conversation log in MongoDB. A call is done when its one document is on a majority of the disks. When it fails
 * that document may be there all the same, as behind any network: asked again, `receive` answers `repeated` and
 * `append` answers `stale`.
 */
export function createMongoConversationLog(parts: LogParts): ConversationLog {
  return { ...writes(parts), ...reads(parts) };
}

type WriteParts = LogParts & { ends: KeptEnds };

function writes(given: LogParts): Pick<ConversationLog, 'start' | 'receive' | 'append'> {
  const parts = { ...given, ends: createKeptEnds() };
  const { commits, nextPosition, cipher } = parts;
  const inOrder = createInOrder();
  const queued = <T>({ shopId, conversationId }: Place, work: () => Promise<T>) => {
    const askedAt = performance.now();
    return orFault(() =>
      inOrder(`${shopId}/${conversationId}`, async () => {
        if (performance.now() - askedAt > PATIENCE_MS) throw new AppError('STORE_UNAVAILABLE', { retryAfterMs: 1000 });
        return work();
      }),
    );
  };
  return {
    start: (shopId, conversationId, started, at) =>
      queued({ shopId, conversationId }, async () => {
        const newest = await commits.newestStartOf(shopId, started.visitorId);
        const addition = { events: [started], at, position: nextPosition(newest?.position ?? 0) };
        await insert(parts, firstCommit(cipher, { shopId, conversationId }, started.visitorId, addition));
      }),
    receive: (shopId, conversationId, message, at) =>
      queued({ shopId, conversationId }, () =>
        tryAgain(() => tryReceive(parts, { shopId, conversationId }, { ...message, at })),
      ),
    append: (shopId, conversationId, expectedSeq, events, options) =>
      queued({ shopId, conversationId }, () =>
        tryAgain(() => tryAppend(parts, { shopId, conversationId }, { expectedSeq, events, ...options })),
      ),
  };
}

async function insert({ commits, ends, projection }: WriteParts, commit: NewCommit): Promise<boolean> {
  const isDone = await commits.insert(commit);
  if (isDone) {
    ends.set(commit);
    projection.wake();
  } else ends.forget(commit);
  return isDone;
}

/** Undefined when the seq went to another process. */
async function tryReceive(
  parts: WriteParts,
  place: Place,
  { clientMessageId, fingerprint, event, at }: IncomingMessage & { at: number },
): Promise<Received | undefined> {
  const { commits, ends, nextPosition, cipher } = parts;
  const last = ends.get(place) ?? (await commits.last(place));
  if (last === undefined) return { kind: 'no-conversation' };
  const commit = nextCommit(cipher, last, { events: [event], at, position: nextPosition(last.position), fingerprint });
  if (await insert(parts, commit)) {
    return { kind: 'stored', seq: commit.seq, owed: owesAnswer(headOf(last), event) };
  }
  const known = await commits.byClientMessage(place, clientMessageId);
  if (known === undefined) return undefined;
  const { messageSeq: seq, debt } = known;
  return known.fingerprint === fingerprint
    ? { kind: 'repeated', seq, owed: debt !== undefined }
    : { kind: 'conflict', seq };
}

type Appending = { expectedSeq: number; events: ConversationEvent[]; at: number; outbox?: OutboxMessage[] };

/** Undefined when the seq went to another process, whose commit the next attempt finds. */
async function tryAppend(
  parts: WriteParts,
  place: Place,
  { expectedSeq, events, at, outbox = [] }: Appending,
): Promise<Appended | undefined> {
  const { commits, ends, outbox: outboxRows, nextPosition, cipher } = parts;
  const kept = ends.get(place);
  // Only a commit that is inserted proves that what was kept still is the end.
  const isProven = kept?.end === expectedSeq && events.length > 0;
  const last = isProven ? kept : await commits.last(place);
  if (last === undefined || last.end !== expectedSeq) return { kind: 'stale', seq: last?.end ?? 0 };
  const position = nextPosition(last.position);
  if (events.length === 0) {
    await outboxRows.insert([
      { shopId: place.shopId, position, messages: outbox.map((entry) => JSON.stringify(entry)) },
    ]);
    return { kind: 'appended', seq: expectedSeq };
  }
  const commit = nextCommit(cipher, last, { events, at, position, outbox });
  if (await insert(parts, commit)) return { kind: 'appended', seq: commit.end };
  const id = commit.message?.clientMessageId;
  const isReused = id !== undefined && (await commits.byClientMessage(place, id)) !== undefined;
  if (isReused) throw new AppError('MESSAGE_ID_REUSED');
  return undefined;
}

function reads({
  commits,
  conversations,
  projection,
  cipher,
}: LogParts): Omit<ConversationLog, keyof ReturnType<typeof writes>> {
  return {
    read: (shopId, conversationId, afterSeq, limit) =>
      orFault(async () => {
        const found = await commits.holding({ shopId, conversationId }, afterSeq, limit);
        const events = found.flatMap((commit) => eventsOf(cipher, shopId, commit));
        requireGapless(events);
        return events.filter(({ seq }) => seq > afterSeq).slice(0, limit);
      }),
    owedTurns: () =>
      orFault(async () => {
        await projection.catchUp();
        return commits.owed();
      }),
    newestOf: (shopId, visitorId) =>
      orFault(async () => (await commits.newestStartOf(shopId, visitorId))?.conversationId),
    headOf: (shopId, conversationId) =>
      orFault(async () => {
        const last = await commits.last({ shopId, conversationId });
        return last && { visitorId: last.head.visitorId, seq: last.end, isIdentified: last.head.isIdentified };
      }),
    list: (shopId, { holders = HOLDERS, limit }) =>
      orFault(async () => {
        await projection.catchUp();
        return conversations.list(shopId, holders, limit);
      }),
  };
}

/** Somebody removed documents by hand, or restored half of them: better said than answered with half a conversation. */
function requireGapless(events: RecordedEvent[]): void {
  const gap = events.find(({ seq }, index) => index > 0 && seq !== (events[index - 1]?.seq ?? 0) + 1);
  if (gap !== undefined)
    throw new AppError('STORE_UNREADABLE', { details: [`No event ${gap.seq - 1} of a conversation`] });
}
