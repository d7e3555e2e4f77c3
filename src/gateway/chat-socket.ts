import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import type { BlockList } from '../access/block-list.js';
import type { CustomerTokens } from '../access/customer-token.js';
import { guardEvent } from '../access/guard-event.js';
import { guardHandshake } from '../access/guard-handshake.js';
import type { VisitorTokens } from '../access/visitor-token.js';
import type { Restraints } from '../conversation/abuse/restraints.js';
import type { Change } from '../conversation/log/publish-appends.js';
import { readPage } from '../conversation/log/read-page.js';
import { openConversation } from '../conversation/open-conversation.js';
import { type ReceiveDeps, receiveMessage } from '../conversation/receive-message.js';
import { toTranscript } from '../conversation/to-transcript.js';
import { AppError } from '../errors.js';
import { parseInput } from '../http/parse-input.js';
import type { RateLimit } from '../http/rate-limit.js';
import type { UnderWay } from '../http/under-way.js';
import type { Log } from '../log.js';
import {
  type ChatClientEvents,
  type ChatServerEvents,
  chatAuthSchema,
  type Opened,
  openSchema,
  readSchema,
  saySchema,
} from '../protocol/chat-events.js';
import { firstPage } from '../protocol/first-page.js';
import type { ConversationId, CustomerId, ShopId, VisitorId } from '../protocol/ids.js';
import type { LogSlice } from '../protocol/transcript.js';
import type { Senders } from './senders.js';

type SocketData = { visitorId: VisitorId; customerId: CustomerId | undefined };
type ChatNamespace = Namespace<ChatClientEvents, ChatServerEvents, Record<never, never>, SocketData>;
type ChatSocket = Socket<ChatClientEvents, ChatServerEvents, Record<never, never>, SocketData>;

export type ChatSocketDeps = ReceiveDeps & {
  shopId: ShopId;
  visitorTokens: VisitorTokens;
  customerTokens: CustomerTokens;
  messageLimit: RateLimit;
  blocks: BlockList;
  restraints: Restraints;
  underWay: UnderWay;
  senders: Senders;
  /** Whether other processes serve sockets of the same conversations. */
  isShared: boolean;
  log: Log;
};

/** The shopper's edge: parse, call inward, send. Delivery follows the log, so a socket that was away just reads on. */
export function serveChat(namespace: ChatNamespace, deps: ChatSocketDeps): void {
  namespace.use(guardHandshake((socket) => authenticate(socket, deps)));
  namespace.on('connection', (socket) => {
    serveOpen(socket, deps);
    serveSay(socket, deps);
    serveRead(socket, deps);
  });
}

/** Sends what was appended to everyone who has the conversation open, but for the one whose acknowledgement has it. */
export function sendChange(
  namespace: ChatNamespace,
  { senders, isShared }: Pick<ChatSocketDeps, 'senders' | 'isShared'>,
  { shopId, conversationId, after, events }: Change,
): void {
  const room = roomOf(shopId, conversationId);
  const slice = toTranscript(after, events);
  const taker = senders.takerOf(conversationId, slice);
  const listeners = namespace.adapter.rooms.get(room)?.size ?? 0;
  if (!isShared && listeners <= (taker === undefined ? 0 : 1)) return;
  const told = taker === undefined ? namespace.to(room) : namespace.to(room).except(taker);
  told.emit('log', conversationId, slice);
}

/** Tells who has the conversation open here how far it has come: whoever has less asks for the rest. */
export function sendReached(
  namespace: ChatNamespace,
  { shopId, conversationId, seq }: { shopId: ShopId; conversationId: ConversationId; seq: number },
): void {
  const room = roomOf(shopId, conversationId);
  if (!namespace.adapter.rooms.has(room)) return;
  namespace.local.to(room).emit('log', conversationId, { after: seq, upTo: seq, entries: [] });
}

/** Shows that an answer is being made. Lost is no loss, so slow readers are skipped. */
export function sendTyping(namespace: ChatNamespace, shopId: ShopId, conversationId: ConversationId): void {
  namespace.to(roomOf(shopId, conversationId)).volatile.emit('typing', conversationId, 'bot');
}

function authenticate(socket: ChatSocket, { shopId, visitorTokens, customerTokens }: ChatSocketDeps): void {
  const auth = parseInput(chatAuthSchema, socket.handshake.auth);
  socket.data.visitorId = visitorTokens.verify(shopId, auth.visitorToken);
  socket.data.customerId =
    auth.customerToken === undefined ? undefined : customerTokens.verify(shopId, auth.customerToken);
}

function serveOpen(socket: ChatSocket, deps: ChatSocketDeps): void {
  guardEvent(
    socket,
    {
      operation: 'chat:open',
      schema: openSchema,
      who: () => visitor(socket),
      handle: (asked) => deps.underWay.run(socket, () => open(socket, deps, asked)),
    },
    deps.log,
  );
}

async function open(
  socket: ChatSocket,
  deps: ChatSocketDeps,
  { after, language = 'en' }: z.infer<typeof openSchema>,
): Promise<Opened> {
  const { visitorId, customerId } = socket.data;
  await deps.messageLimit(visitorId);
  const conversationId = await openConversation(deps, { shopId: deps.shopId, visitorId, language, customerId });
  deps.restraints.opened(conversationId);
  await socket.join(roomOf(deps.shopId, conversationId));
  return { conversationId, slice: await sliceAfter(deps, conversationId, after) };
}

function serveSay(socket: ChatSocket, deps: ChatSocketDeps): void {
  guardEvent(
    socket,
    {
      operation: 'chat:say',
      schema: saySchema,
      who: () => visitor(socket),
      handle: (said) =>
        deps.underWay.run(socket, async () => {
          await deps.messageLimit(socket.data.visitorId);
          await Promise.all([requireOwn(socket, deps, said.conversationId), requireWelcome(socket, deps)]);
          await deps.restraints.require(deps.shopId, said.conversationId);
          return deps.senders.receiveFrom(socket.id, said, () =>
            receiveMessage(deps, { shopId: deps.shopId, ...said }),
          );
        }),
    },
    deps.log,
  );
}

function serveRead(socket: ChatSocket, deps: ChatSocketDeps): void {
  guardEvent(
    socket,
    {
      operation: 'chat:read',
      schema: readSchema,
      who: () => visitor(socket),
      handle: ({ conversationId, after }) =>
        deps.underWay.run(socket, async () => {
          await requireOwn(socket, deps, conversationId);
          return sliceAfter(deps, conversationId, after);
        }),
    },
    deps.log,
  );
}

/** What follows `after`, as much as one answer may carry. */
async function sliceAfter(deps: ChatSocketDeps, conversationId: ConversationId, after: number): Promise<LogSlice> {
  const page = await readPage(deps.conversations, deps.shopId, conversationId, after);
  const slice = toTranscript(page.after, page.events);
  return firstPage(page.hasMore ? { ...slice, more: true } : slice);
}

/** Another visitor's conversation answers as if it did not exist. */
async function requireOwn(socket: ChatSocket, deps: ChatSocketDeps, conversationId: ConversationId): Promise<void> {
  const head = await deps.conversations.headOf(deps.shopId, conversationId);
  if (head?.visitorId !== socket.data.visitorId) throw new AppError('NOT_FOUND');
}

/** Before anything is stored: whoever an agent has blocked keeps what they wrote, and is told why it goes nowhere. */
async function requireWelcome(socket: ChatSocket, { blocks, shopId }: ChatSocketDeps): Promise<void> {
  if (await blocks.isBlocked(shopId, socket.data.visitorId)) throw new AppError('BLOCKED');
}

function visitor(socket: ChatSocket) {
  return { kind: 'visitor' as const, visitorId: socket.data.visitorId };
}

function roomOf(shopId: ShopId, conversationId: ConversationId): string {
  return `${shopId}/${conversationId}`;
}
