import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import { AGENT_COOKIE, type AgentSessions, cookieIn } from '../access/agent-session.js';
import type { Identity, Operation } from '../access/authorisation.js';
import { guardEvent } from '../access/guard-event.js';
import { guardHandshake } from '../access/guard-handshake.js';
import type { AgentDesk } from '../conversation/agent-desk.js';
import type { Agent } from '../conversation/conversation-event.js';
import type { MessageSearch } from '../conversation/log/message-search.js';
import type { Change } from '../conversation/log/publish-appends.js';
import type { DraftReply } from '../conversation/phrasing/draft-reply.js';
import type { VisitorGate } from '../conversation/visitor-gate.js';
import { AppError, toAppError } from '../errors.js';
import { isAllowedOrigin } from '../http/allowed-origin.js';
import type { RateLimit } from '../http/rate-limit.js';
import type { UnderWay } from '../http/under-way.js';
import type { Log } from '../log.js';
import {
  agentSaySchema,
  blockVisitorSchema,
  type ConsoleClientEvents,
  type ConsoleServerEvents,
  draftSchema,
  listSchema,
  moveSchema,
  openConversationSchema,
  readConversationSchema,
  searchSchema,
} from '../protocol/console-events.js';
import { agentIdSchema, type ConversationId, type ShopId } from '../protocol/ids.js';
import { type ListDeps, lineOf, listLines } from './list-lines.js';
import { openForAgent, readForAgent } from './read-for-agent.js';
import { toConsoleEntries } from './to-console-entries.js';

type SocketData = { agent: Agent };
/** Between gateways: each makes the line for its own agents, if it has any. */
type GatewayEvents = { changed: (conversationId: ConversationId) => void };
type ConsoleNamespace = Namespace<ConsoleClientEvents, ConsoleServerEvents, GatewayEvents, SocketData>;
type ConsoleSocket = Socket<ConsoleClientEvents, ConsoleServerEvents, GatewayEvents, SocketData>;

export type ConsoleDeps = ListDeps & {
  search: MessageSearch;
  desk: AgentDesk;
  gate: VisitorGate;
  sessions: AgentSessions;
  underWay: UnderWay;
  /** Where there is a language model; counted per agent. */
  drafting: { draft: DraftReply; limit: RateLimit } | undefined;
  /** Whether other gateways serve the same conversations. */
  isShared: boolean;
  log: Log;
};

const HITS_PER_PAGE = 30;
/** How long a disabled agent's silent socket may stay open. */
const RECHECK_MS = 1000;

/** The agents' edge: who is it, parse, call inward, send. Every event asks anew who the cookie belongs to. */
export function serveConsole(namespace: ConsoleNamespace, deps: ConsoleDeps): void {
  namespace.use(guardHandshake((socket) => authenticate(socket, deps)));
  namespace.on('connection', (socket) => {
    void socket.join(deps.shopId);
    cutWhenDisabled(socket, deps);
    serveReading(socket, deps);
    serveDrafts(socket, deps);
    serveMoves(socket, deps);
    serveGate(socket, deps);
  });
  namespace.on('changed', (conversationId) => sendLine(namespace, deps, conversationId));
}

/** Sends what was appended to the agents who have the conversation open, and its new line to all of them. */
export function sendConsoleChange(namespace: ConsoleNamespace, deps: ConsoleDeps, change: Change): void {
  const { shopId, conversationId, after, events } = change;
  const room = roomOf(shopId, conversationId);
  // What nobody looks at is not drawn up.
  if (deps.isShared || namespace.adapter.rooms.has(room))
    namespace.to(room).emit('log', conversationId, toConsoleEntries(after, events, deps.titleOf));
  if (deps.isShared) namespace.serverSideEmit('changed', conversationId);
  sendLine(namespace, deps, conversationId);
}

/** Tells the agents here how far a conversation has come: whoever has less of it open asks for the rest. */
export function sendConsoleReached(
  namespace: ConsoleNamespace,
  deps: ConsoleDeps,
  { conversationId, seq }: { conversationId: ConversationId; seq: number },
): void {
  const room = roomOf(deps.shopId, conversationId);
  if (namespace.adapter.rooms.has(room))
    namespace.local.to(room).emit('log', conversationId, { after: seq, upTo: seq, entries: [] });
  sendLine(namespace, deps, conversationId);
}

function sendLine(namespace: ConsoleNamespace, deps: ConsoleDeps, conversationId: ConversationId): void {
  if (namespace.sockets.size === 0) return;
  lineOf(deps, conversationId).then(
    (line) => line && namespace.local.to(deps.shopId).emit('line', line),
    (error: unknown) =>
      deps.log.error({ conversationId, code: toAppError(error).code, error: String(error) }, 'console line not sent'),
  );
}

function serveReading(socket: ConsoleSocket, deps: ConsoleDeps): void {
  serve(socket, deps, {
    operation: 'console:list',
    schema: listSchema,
    handle: ({ filter }) => listLines(deps, filter, socket.data.agent.agentId),
  });
  serve(socket, deps, {
    operation: 'console:open',
    schema: openConversationSchema,
    handle: async ({ conversationId }) => {
      await joinOnly(socket, roomOf(deps.shopId, conversationId));
      return openForAgent(deps, conversationId);
    },
  });
  serve(socket, deps, {
    operation: 'console:read',
    schema: readConversationSchema,
    handle: ({ conversationId, after }) => readForAgent(deps, conversationId, after),
  });
  serve(socket, deps, {
    operation: 'console:search',
    schema: searchSchema,
    handle: async ({ query, before }) => ({
      hits: await deps.search.search(deps.shopId, query, { limit: HITS_PER_PAGE, before }),
    }),
  });
}

function serveDrafts(socket: ConsoleSocket, deps: ConsoleDeps): void {
  const { drafting, shopId } = deps;
  serve(socket, deps, {
    operation: 'console:draft',
    schema: draftSchema,
    handle: async ({ conversationId }) => {
      if (drafting === undefined) throw new AppError('NOT_FOUND');
      await drafting.limit(socket.data.agent.agentId);
      return (await drafting.draft(shopId, conversationId)) ?? null;
    },
  });
}

function serveMoves(socket: ConsoleSocket, deps: ConsoleDeps): void {
  const { desk, shopId } = deps;
  const move = ({ conversationId }: { conversationId: ConversationId }) => ({
    shopId,
    conversationId,
    agent: socket.data.agent,
  });
  serve(socket, deps, {
    operation: 'console:take',
    schema: moveSchema,
    handle: (asked) => desk.take(move(asked)).then(() => null),
  });
  serve(socket, deps, {
    operation: 'console:say',
    schema: agentSaySchema,
    handle: ({ clientMessageId, text, seen, ...asked }) => desk.say({ ...move(asked), clientMessageId, text, seen }),
  });
  serve(socket, deps, {
    operation: 'console:give-back',
    schema: moveSchema,
    handle: (asked) => desk.giveBack(move(asked)).then(() => null),
  });
  serve(socket, deps, {
    operation: 'console:close',
    schema: moveSchema,
    handle: (asked) => desk.close(move(asked)).then(() => null),
  });
}

function serveGate(socket: ConsoleSocket, deps: ConsoleDeps): void {
  const { gate, shopId } = deps;
  serve(socket, deps, {
    operation: 'console:block',
    schema: blockVisitorSchema,
    handle: (asked) => gate.block({ ...asked, shopId, agent: socket.data.agent }).then(() => null),
  });
  serve(socket, deps, {
    operation: 'console:unblock',
    schema: moveSchema,
    handle: (asked) => gate.unblock({ ...asked, shopId, agent: socket.data.agent }).then(() => null),
  });
}

type Served<Schema extends z.ZodType, Value> = {
  operation: Extract<Operation, `console:${string}`>;
  schema: Schema;
  handle: (payload: z.infer<Schema>) => Promise<Value>;
};

function serve<Schema extends z.ZodType, Value>(
  socket: ConsoleSocket,
  deps: ConsoleDeps,
  served: Served<Schema, Value>,
): void {
  const handle: typeof served.handle = (payload) => deps.underWay.run(socket, () => served.handle(payload));
  guardEvent(socket, { ...served, handle, who: () => identify(socket, deps) }, deps.log);
}

async function authenticate(socket: ConsoleSocket, deps: ConsoleDeps): Promise<void> {
  const { origin, host } = socket.handshake.headers;
  if (!isAllowedOrigin(origin, host, [])) throw new AppError('ORIGIN_FORBIDDEN');
  await identify(socket, deps);
}

/** Who the cookie belongs to now. Whoever it no longer belongs to hears why, and is cut off after the answer. */
async function identify(socket: ConsoleSocket, deps: ConsoleDeps): Promise<Identity> {
  const token = cookieIn(socket.handshake.headers.cookie, AGENT_COOKIE);
  const who = await deps.sessions.identify(deps.shopId, token);
  if (who.kind !== 'agent') {
    setImmediate(() => socket.disconnect());
    throw new AppError('NOT_SIGNED_IN');
  }
  socket.data.agent = { agentId: agentIdSchema.parse(who.agentId), name: who.name };
  return who;
}

/** An agent who only watches sends no event: asked by the clock instead. A store that fails cuts nobody off. */
function cutWhenDisabled(socket: ConsoleSocket, deps: ConsoleDeps): void {
  const recheck = setInterval(() => {
    identify(socket, deps).catch((error: unknown) => {
      if (toAppError(error).code !== 'NOT_SIGNED_IN') deps.log.warn({ error: String(error) }, 'agent not rechecked');
    });
  }, RECHECK_MS).unref();
  socket.on('disconnect', () => clearInterval(recheck));
}

/** One conversation is open at a time. */
async function joinOnly(socket: ConsoleSocket, room: string): Promise<void> {
  for (const other of socket.rooms) if (other.includes('/') && other !== room) await socket.leave(other);
  await socket.join(room);
}

function roomOf(shopId: ShopId, conversationId: ConversationId): string {
  return `${shopId}/${conversationId}`;
}
