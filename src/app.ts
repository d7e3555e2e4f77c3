import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { Server } from 'socket.io';
import type { Config } from './config.js';
import { serveConsole } from './console/console-socket.js';
import { drainSockets, within } from './drain.js';
import { serveChat } from './gateway/chat-socket.js';
import { cutSlowReaders } from './gateway/cut-slow-readers.js';
import { isAllowedOrigin } from './http/allowed-origin.js';
import { listen } from './listen.js';
import { mountRoutes } from './mount-routes.js';
import { openMetrics } from './open-metrics.js';
import { openParts, type Parts, type Surroundings } from './open-parts.js';
import { CHAT_NAMESPACE, MAX_MESSAGE_LENGTH, type Transport } from './protocol/chat-events.js';
import { CONSOLE_NAMESPACE } from './protocol/console-events.js';
import { type LiveFanOut, openLiveFanOut } from './storage/redis/live-fan-out.js';
import { type Wired, wire } from './wire.js';

export type App = {
  /** Where it listens, e.g. `http://localhost:3000`. */
  address: string;
  shopName: string;
  agent: { email: string; password: string | undefined };
  /** Sends everybody elsewhere, finishes turns under way, closes the store; within ten seconds. */
  stop(): Promise<void>;
};

/** Opens everything, wires it, listens. Whatever was owed when the last process ended is paid first. */
export async function startApp(config: Config, surroundings: Surroundings): Promise<App> {
  return serveApp(config, await openParts(config, surroundings), surroundings);
}

/** A gateway over parts that are open; closes them when it stops. */
export async function serveApp(config: Config, parts: Parts, surroundings: Surroundings): Promise<App> {
  const { log } = surroundings;
  const live = config.redisUrl === undefined ? undefined : openLiveFanOut({ url: config.redisUrl, log });
  let isStopping = false;
  // Socket.IO passes on what is not its own to whoever listened before it: a listener added later would answer twice.
  let routes: RequestListener = (_request, response) => response.writeHead(503).end();
  const http = createServer((request, response) => routes(request, response));
  // Long polling needs every request of a session at one process; behind one address there are several.
  const transports: Transport[] = live === undefined ? ['websocket', 'polling'] : ['websocket'];
  const io = openSockets(http, { config, transports, live, isStopping: () => isStopping });
  cutSlowReaders(io.engine, { limitBytes: config.slowReaderBytes, log });
  const wired = wire(config, parts, { ...surroundings, io, live });
  serveChat(io.of(CHAT_NAMESPACE), wired.chatDeps);
  serveConsole(io.of(CONSOLE_NAMESPACE), wired.consoleDeps);
  routes = mountRoutes(config, parts, {
    wired,
    transports,
    live,
    isReady: () => !isStopping && parts.stores.canSave(),
    log,
  });
  const address = await listen(http, config);
  const closeMetrics = await openMetrics(config, { io, wired, parts });
  await wired.begin();
  return {
    address,
    shopName: parts.shop.name,
    agent: parts.agent,
    stop: async () => {
      isStopping = true;
      wired.end();
      await drainSockets({ io, namespaces: [CHAT_NAMESPACE, CONSOLE_NAMESPACE], underWay: wired.chatDeps.underWay });
      await finish({ http, io, live, wired, parts, closeMetrics });
    },
  };
}

type Sockets = { config: Config; transports: Transport[]; live: LiveFanOut | undefined; isStopping: () => boolean };

function openSockets(http: HttpServer, { config, transports, live, isStopping }: Sockets): Server {
  return new Server(http, {
    serveClient: false,
    transports,
    ...(live && { adapter: live.adapter }),
    // A message of the longest text in the widest encoding, and nothing much bigger.
    maxHttpBufferSize: MAX_MESSAGE_LENGTH * 4 + 4096,
    allowRequest: (request, callback) => {
      const isKnown = request.url?.includes('&sid=') === true;
      const isWelcome = isAllowedOrigin(request.headers.origin, request.headers.host, config.allowedOrigins);
      callback(null, isWelcome && (isKnown || !isStopping()));
    },
    cors: { origin: [...config.allowedOrigins] },
  });
}

type Finishing = {
  http: HttpServer;
  io: Server;
  live: LiveFanOut | undefined;
  wired: Wired;
  parts: Parts;
  closeMetrics: () => void;
};

/** Longest waits at the end; a turn that takes longer stays owed, and is answered by another process or the next. */
const LAST_MS = { turns: 2_500, requests: 1_000, parts: 2_000 };

export async function finish({ http, io, live, wired, parts, closeMetrics }: Finishing): Promise<void> {
  closeMetrics();
  await within(LAST_MS.turns, wired.chatDeps.turns.stop());
  await within(LAST_MS.requests, wired.outbox.stop());
  await within(LAST_MS.requests, io.close());
  http.closeAllConnections();
  live?.close();
  await within(LAST_MS.parts, parts.close());
}
