import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Express, type Router } from 'express';
import { Server } from 'socket.io';
import { AGENT_COOKIE, type AgentSessions, cookieIn, createAgentSessions } from './access/agent-session.js';
import { type CustomerTokens, createCustomerTokens } from './access/customer-token.js';
import { createGuardRoute } from './access/guard-route.js';
import { createGuessLimit } from './access/limit-guessing.js';
import { createVisitorTokens } from './access/visitor-token.js';
import type { Config } from './config.js';
import { createConsoleRoutes } from './console/console-routes.js';
import { type ConsoleDeps, sendConsoleChange, serveConsole } from './console/console-socket.js';
import { createModelRoutes } from './console/model-routes.js';
import { createRecentConversations } from './console/recent-conversations.js';
import { createAgentDesk } from './conversation/agent-desk.js';
import type { ConversationLog } from './conversation/conversation-log.js';
import { handleTurn } from './conversation/handle-turn.js';
import { createMailHandoff } from './conversation/mail-handoff.js';
import { type Change, publishAppends } from './conversation/publish-appends.js';
import { createOutboxRelay } from './conversation/relay-outbox.js';
import { createTurnRunner, type TurnRunner } from './conversation/turn-runner.js';
import { AppError } from './errors.js';
import { createChatRoutes } from './gateway/chat-routes.js';
import { type ChatSocketDeps, sendChange, sendTyping, serveChat } from './gateway/chat-socket.js';
import { createStorefrontRoutes } from './gateway/storefront/storefront-routes.js';
import { isAllowedOrigin } from './http/allowed-origin.js';
import { createRateLimit } from './http/rate-limit.js';
import { notFound, reportError } from './http/report-error.js';
import { securityHeaders } from './http/security-headers.js';
import type { Log } from './log.js';
import { openParts, type Parts, type Surroundings } from './open-parts.js';
import { createFingerprint } from './privacy/fingerprint.js';
import { CHAT_NAMESPACE, MAX_MESSAGE_LENGTH } from './protocol/chat-events.js';
import { CONSOLE_NAMESPACE } from './protocol/console-events.js';

export type App = {
  /** Where it listens, e.g. `http://localhost:3000`. */
  address: string;
  shopName: string;
  agent: { email: string; password: string | undefined };
  /** Stops taking messages, finishes turns under way, closes the store. */
  stop(): Promise<void>;
};

/** Opens everything, wires it, listens. Whatever was owed when the last process ended is paid first. */
export async function startApp(config: Config, surroundings: Surroundings): Promise<App> {
  const parts = await openParts(config, surroundings);
  // Socket.IO passes on what is not its own to whoever listened before it: a listener added later would answer twice.
  let routes: RequestListener = (_request, response) => response.writeHead(503).end();
  const http = createServer((request, response) => routes(request, response));
  const io = new Server(http, {
    serveClient: false,
    // A message of the longest text in the widest encoding, and nothing much bigger.
    maxHttpBufferSize: MAX_MESSAGE_LENGTH * 4 + 4096,
    allowRequest: (request, callback) => {
      callback(null, isAllowedOrigin(request.headers.origin, request.headers.host, config.allowedOrigins));
    },
    cors: { origin: [...config.allowedOrigins] },
  });
  const wired = wire(config, parts, io, surroundings);
  routes = wired.http;
  const address = await listen(http, config);
  const owed = await parts.stores.conversations.owedTurns();
  for (const { shopId, conversationId } of owed) wired.turns.wake(shopId, conversationId);
  wired.outbox.wake();
  return {
    address,
    shopName: parts.shop.name,
    agent: parts.agent,
    stop: async () => {
      await io.close();
      await wired.turns.stop();
      await wired.outbox.stop();
      await parts.close();
    },
  };
}

type Wired = { http: Express; turns: TurnRunner; outbox: { wake(): void; stop(): Promise<void> } };

function wire(config: Config, parts: Parts, io: Server, { clock, log }: Surroundings): Wired {
  const { shop, stores } = parts;
  const chat = io.of(CHAT_NAMESPACE);
  const agents = io.of(CONSOLE_NAMESPACE);
  const outbox = createOutboxRelay({ outbox: stores.outbox, jobs: stores.jobs, log });
  stores.jobs.work('mail-handoff', createMailHandoff({ shops: stores.shops, mailer: parts.mailer }));

  const conversations: ConversationLog = publishAppends(stores.conversations, (change: Change) => {
    sendChange(chat, change);
    sendConsoleChange(agents, consoleDeps, change);
    if (change.events.some(({ event }) => event.kind === 'handoff-requested')) outbox.wake();
  });
  const turnDeps = {
    conversations,
    understand: parts.models.understand,
    sources: { ...parts.sources, guessing: createGuessLimit() },
    orderDesk: stores.orderDesk,
    clock,
    log,
  };
  const turns = createTurnRunner({
    handle: (shopId, conversationId) => {
      sendTyping(chat, shopId, conversationId);
      return handleTurn(turnDeps, shopId, conversationId);
    },
    concurrency: 16,
    log,
  });
  const sessions = createAgentSessions(parts.secrets.appSecret, stores.agents);
  const consoleDeps: ConsoleDeps = {
    shopId: shop.id,
    shops: stores.shops,
    conversations,
    recent: createRecentConversations(conversations),
    titleOf: (intent) => parts.sources.intents.get(intent)?.title,
    desk: createAgentDesk({ conversations, turns, clock }),
    sessions,
    log,
  };
  const customerTokens = createCustomerTokens(parts.secrets.customerSecret);
  const chatDeps: ChatSocketDeps = {
    shopId: shop.id,
    conversations,
    turns,
    fingerprint: createFingerprint(parts.secrets.appSecret),
    clock,
    log,
    backlogLimit: config.backlogLimit,
    visitorTokens: createVisitorTokens(parts.secrets.appSecret),
    customerTokens,
    messageLimit: createRateLimit({ points: 30, seconds: 10 }),
  };
  serveChat(chat, chatDeps);
  serveConsole(agents, consoleDeps);
  return { http: mountRoutes(config, parts, { chatDeps, sessions, customerTokens, log }), turns, outbox };
}

type Edges = {
  chatDeps: ChatSocketDeps;
  sessions: AgentSessions;
  customerTokens: CustomerTokens;
  log: Log;
};

/** Every router, each route under its row of the authorisation table. */
function mountRoutes(config: Config, parts: Parts, { chatDeps, sessions, customerTokens, log }: Edges): Express {
  const { shop, stores } = parts;
  const guard = createGuardRoute((request) =>
    sessions.identify(shop.id, cookieIn(request.headers.cookie, AGENT_COOKIE)),
  );
  const routers: Router[] = [
    createChatRoutes({
      shopId: shop.id,
      shops: stores.shops,
      visitorTokens: chatDeps.visitorTokens,
      allowedOrigins: config.allowedOrigins,
      visitorLimit: createRateLimit({ points: 60, seconds: 60 }),
      guard,
      widgetFile: join(parts.builtDir, 'widget.js'),
    }),
    createConsoleRoutes({
      shopId: shop.id,
      shops: stores.shops,
      directory: stores.agents,
      sessions,
      guard,
      signInLimit: createRateLimit({ points: 10, seconds: 300 }),
      pageDir: join(parts.builtDir, 'src/console/page'),
    }),
    createModelRoutes({ guard, models: parts.models, shelf: parts.shelf }),
    createStorefrontRoutes({
      shopId: shop.id,
      shops: stores.shops,
      blobs: parts.blobs,
      guard,
      demoCustomerId: parts.demoCustomerId,
      customerTokenFor: (customerId) => customerTokens.vouch(shop.id, customerId),
      pageDir: join(parts.builtDir, 'src/gateway/storefront/page'),
    }),
  ];
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(), ...routers, notFound, reportError(log));
  return app;
}

async function listen(http: HttpServer, { port, host }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error) =>
      reject(new AppError('PORT_UNAVAILABLE', { cause: error, details: [`${host}:${port}`] })),
    );
    http.listen(port, host, resolve);
  });
  const bound: AddressInfo | string | null = http.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  return `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${boundPort}`;
}
