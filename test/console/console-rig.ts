import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import express from 'express';
import { Server } from 'socket.io';
import { type AgentAccount, type AgentDirectory, hashPassword } from '../../src/access/agent-directory.js';
import { AGENT_COOKIE, cookieIn, createAgentSessions } from '../../src/access/agent-session.js';
import { createGuardRoute } from '../../src/access/guard-route.js';
import { systemClock } from '../../src/clock.js';
import { createConsoleRoutes } from '../../src/console/console-routes.js';
import { type ConsoleDeps, sendConsoleChange, serveConsole } from '../../src/console/console-socket.js';
import { createAgentDesk } from '../../src/conversation/agent-desk.js';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import type { ConversationLog, StartedEvent } from '../../src/conversation/log/conversation-log.js';
import { publishAppends } from '../../src/conversation/log/publish-appends.js';
import { createRecentConversations } from '../../src/conversation/log/recent-conversations.js';
import { soleLeases } from '../../src/conversation/turns/turn-leases.js';
import { createTurnRunner } from '../../src/conversation/turns/turn-runner.js';
import { createVisitorGate } from '../../src/conversation/visitor-gate.js';
import { createRateLimit } from '../../src/http/rate-limit.js';
import { notFound, reportError } from '../../src/http/report-error.js';
import { securityHeaders } from '../../src/http/security-headers.js';
import { createUnderWay } from '../../src/http/under-way.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import {
  agentIdSchema,
  type ConversationId,
  clientMessageIdSchema,
  conversationIdSchema,
  type ShopId,
  visitorIdSchema,
} from '../../src/protocol/ids.js';
import type { ShopStore } from '../../src/shop/shop-store.js';
import { openSqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';
import { aCustomer, anOrder, aShop, shopId } from '../support/a-turn.js';

export const PASSWORD = 'quay-street-galway';

/** The console as it is served, over the real store; the test plays customers and bot by appending what they say. */
export type ConsoleRig = {
  address: string;
  app: express.Express;
  pageDir: string;
  shopId: ShopId;
  directory: AgentDirectory;
  log: ConversationLog;
  idOf(name: string): ConversationId;
  started(name: string): StartedEvent;
  /** Makes an account; its password is `PASSWORD`. */
  hire(name: string, changes?: Partial<AgentAccount>): Promise<AgentAccount>;
  /** A conversation in which the customer has said `text`. */
  begin(name: string, text: string, at?: number): Promise<ConversationId>;
  customerSays(conversationId: ConversationId, text: string, at?: number): Promise<number>;
  append(conversationId: ConversationId, events: ConversationEvent[], at?: number): Promise<void>;
  /** Drops every socket and lets none in, as a lost network does, until it is back. */
  goDown(): void;
  /** Ids of the sockets that are connected. */
  connections(): string[];
  /** Tells every agent to connect anew, as a gateway does that is about to stop. */
  sendElsewhere(withinMs: number): void;
  comeBack(): void;
  stop(): Promise<void>;
};

type Options = {
  /** Builds the page; without it only the server is there. */
  withPage?: boolean;
  attempts?: number;
  shops?: Partial<ShopStore>;
  drafting?: ConsoleDeps['drafting'];
};

export async function startConsole({
  withPage = false,
  attempts = 100,
  shops = {},
  drafting,
}: Options = {}): Promise<ConsoleRig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-console-'));
  const pageDir = join(dataDir, 'page');
  const logLines = createLog('silent');
  const stores = openSqliteStores({ dataDir, cipher: plainCipher, clock: systemClock, log: logLines });
  if (withPage) await buildPage(pageDir);
  const app = express();
  // Before Socket.IO, which passes on to the listeners it finds what is not its own.
  const http = createServer(app);
  let isDown = false;
  const io = new Server(http, { allowRequest: (_request, decide) => decide(null, !isDown) });
  const namespace = io.of('/console');
  const log = publishAppends(stores.conversations, (change) => {
    sendConsoleChange(namespace, deps, change);
    stores.search.add(change.shopId, change.conversationId, change.events);
  });
  const directory = stores.agents;
  const sessions = createAgentSessions('a secret of at least thirty-two characters', directory);
  const turns = createTurnRunner({
    handle: async () => undefined,
    giveUp: async () => undefined,
    leases: soleLeases,
    concurrency: 1,
    log: logLines,
  });
  const shopStore: ShopStore = { ...someShop(), ...shops };
  const recent = createRecentConversations(log);
  const deps: ConsoleDeps = {
    shopId,
    shops: shopStore,
    conversations: log,
    search: stores.search,
    recent,
    titleOf: (intent) => TITLES[intent],
    desk: createAgentDesk({ conversations: log, shops: shopStore, recent, turns, clock: systemClock }),
    gate: createVisitorGate({
      conversations: log,
      recent,
      blocks: stores.blocks,
      shops: shopStore,
      clock: systemClock,
    }),
    sessions,
    underWay: createUnderWay(),
    drafting,
    isShared: false,
    log: logLines,
  };
  serveConsole(namespace, deps);
  const guard = createGuardRoute((request) =>
    sessions.identify(shopId, cookieIn(request.headers.cookie, AGENT_COOKIE)),
  );
  const signInLimit = createRateLimit({ name: 'sign-in', points: attempts, seconds: 60 });
  app.use(securityHeaders());
  app.get('/pictures/product/:productId/:variantId.svg', (request, response) => {
    response.type('svg').send(picture(request.path));
  });
  app.use(
    createConsoleRoutes({
      shopId,
      shops: shopStore,
      directory,
      sessions,
      guard,
      canDraft: drafting !== undefined,
      signInLimit,
      accountLimit: createRateLimit({ name: 'account', points: 2 * attempts, seconds: 60 }),
      pageDir,
    }),
  );
  app.use(notFound, reportError(logLines));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  const append: ConsoleRig['append'] = async (conversationId, events, at = Date.now()) => {
    const { length } = await log.read(shopId, conversationId, 0);
    const appended = await log.append(shopId, conversationId, length, events, { at });
    if (appended.kind !== 'appended') throw new Error('the test appended at a stale seq');
  };
  // One hash for all: an account that is changed keeps its password, and so its sessions.
  const passwordHash = await hashPassword(PASSWORD);
  let messages = 0;
  const customerSays: ConsoleRig['customerSays'] = async (conversationId, text, at = Date.now()) => {
    const clientMessageId = clientMessageIdSchema.parse(`message-${++messages}`);
    const event = { kind: 'customer-said' as const, clientMessageId, text, redacted: [] };
    const message = { clientMessageId, fingerprint: text, event };
    const received = await log.receive(shopId, conversationId, message, at);
    if (received.kind === 'no-conversation') throw new Error('no such conversation');
    return received.seq;
  };

  return {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    app,
    pageDir,
    shopId,
    directory,
    log,
    idOf: (name) => conversationIdSchema.parse(name),
    started,
    hire: async (name, changes = {}) => {
      const id = name.toLowerCase().replaceAll(' ', '-');
      const account: AgentAccount = {
        agentId: agentIdSchema.parse(id),
        email: `${id}@example.com`,
        name,
        role: 'agent',
        passwordHash,
        isActive: true,
        ...changes,
      };
      await directory.save(shopId, account);
      return account;
    },
    begin: async (name, text, at = Date.now()) => {
      const conversationId = conversationIdSchema.parse(name);
      await log.start(shopId, conversationId, started(name), at);
      await customerSays(conversationId, text, at);
      return conversationId;
    },
    customerSays,
    append,
    connections: () => [...namespace.sockets.keys()],
    sendElsewhere: (withinMs) => {
      namespace.emit('moving', withinMs);
    },
    goDown: () => {
      isDown = true;
      for (const socket of namespace.sockets.values()) socket.conn.close();
    },
    comeBack: () => {
      isDown = false;
    },
    stop: async () => {
      await io.close();
      await turns.stop();
      await stores.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Each conversation has a visitor of its own. */
function started(name: string): StartedEvent {
  const visitorId = visitorIdSchema.parse(createHash('sha256').update(name).digest('hex').slice(0, 32));
  return { kind: 'started', channel: 'widget', visitorId, language: 'en' };
}

const TITLES: Record<string, string> = {
  track_order: 'Track an order',
  cancel_order: 'Cancel an order',
  human_agent: 'Talk to a person',
  refund_status: 'Refund status',
  delivery_options: 'Delivery options',
};

/** One customer with three orders; what the console never asks for fails loudly. */
function someShop(): ShopStore {
  const unused = () => Promise.reject(new Error('the console does not need this'));
  const customer = aCustomer({ phone: '+353 91 555 0134', since: '2023-03-14T09:00:00Z' });
  const orders = [
    anOrder({
      id: 'TS-1041',
      status: 'shipped',
      total: 12_480,
      tracking: { carrier: 'An Post', code: 'CE553312IE', href: 'https://www.anpost.com/track?item=CE553312IE' },
      milestones: [{ at: '2026-11-22T08:10:00Z', text: 'Held at the Athlone depot' }],
      items: [
        {
          productId: 'p-1',
          variantId: 'v-1',
          title: 'Quay jacket, night blue',
          quantity: 1,
          price: 9_900,
          options: {},
        },
        { productId: 'p-2', variantId: 'v-1', title: 'Merino socks', quantity: 2, price: 1_290, options: {} },
      ] as never,
    }),
    anOrder({ id: 'TS-1007', status: 'delivered', placedAt: '2026-09-02T10:00:00Z' }),
    anOrder({ id: 'TS-0993', status: 'cancelled', placedAt: '2026-08-11T10:00:00Z' }),
  ];
  return {
    importShop: unused,
    importedDigest: unused,
    shop: async () => aShop(),
    products: unused,
    product: unused,
    customer: async (_shopId, customerId) => (customerId === customer.id ? customer : undefined),
    customerByEmail: unused,
    customersByNameAndPostcode: unused,
    ordersOf: async (_shopId, customerId) => (customerId === customer.id ? orders : []),
    order: unused,
    policies: unused,
  };
}

function picture(path: string): string {
  const hue = [...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="hsl(${hue} 25% 85%)"/><circle cx="4" cy="4" r="2" fill="hsl(${hue} 35% 45%)"/></svg>`;
}

async function buildPage(outdir: string): Promise<void> {
  await build({
    entryPoints: ['src/console/page/console.ts', 'src/console/page/console.css'],
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
  });
}
