import type { Server } from 'socket.io';
import { createAgentSessions } from './access/agent-session.js';
import { createCustomerTokens } from './access/customer-token.js';
import { createEmailCodes, type EmailCodes } from './access/email-code.js';
import { createInvoiceLinks } from './access/invoice-link.js';
import { createCodeLimit } from './access/limit-codes.js';
import { createGuessLimit } from './access/limit-guessing.js';
import { createVisitorTokens } from './access/visitor-token.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { type ConsoleDeps, sendConsoleChange, sendConsoleReached } from './console/console-socket.js';
import { createRestraints } from './conversation/abuse/restraints.js';
import { createAgentDesk } from './conversation/agent-desk.js';
import { createMailCode } from './conversation/code/mail-code.js';
import { giveUpOnTurn } from './conversation/give-up-on-turn.js';
import { handleTurn } from './conversation/handle-turn.js';
import type { ConversationLog } from './conversation/log/conversation-log.js';
import { type Change, publishAppends } from './conversation/log/publish-appends.js';
import { createRecentConversations, type RecentConversations } from './conversation/log/recent-conversations.js';
import { watchGaps } from './conversation/log/watch-gaps.js';
import { createMailHandoff } from './conversation/outbox/mail-handoff.js';
import { createOutboxRelay, type OutboxRelay } from './conversation/outbox/relay-outbox.js';
import { createDraftReply } from './conversation/phrasing/draft-reply.js';
import { type LanguageModel, newPhrasingCounts, type PhrasingCounts } from './conversation/phrasing/language-model.js';
import { createPhrasing, type Phrasing } from './conversation/phrasing/phrase-reply.js';
import { sweepTurns } from './conversation/turns/sweep-turns.js';
import { createTurnRunner, type TurnRunner } from './conversation/turns/turn-runner.js';
import { createVisitorGate } from './conversation/visitor-gate.js';
import { createJobRepeater, type JobRepeater } from './conversation/work/job-repeater.js';
import { type ChatSocketDeps, sendChange, sendReached, sendTyping } from './gateway/chat-socket.js';
import { createSenders } from './gateway/senders.js';
import { createRateLimit, type SharedCounts } from './http/rate-limit.js';
import { createUnderWay, type UnderWay } from './http/under-way.js';
import type { Log } from './log.js';
import type { Parts, Surroundings } from './open-parts.js';
import { openShopDesk } from './open-shop-desk.js';
import { createFingerprint } from './privacy/fingerprint.js';
import { CHAT_NAMESPACE } from './protocol/chat-events.js';
import { CONSOLE_NAMESPACE } from './protocol/console-events.js';
import type { ConversationId } from './protocol/ids.js';
import { createChatCompletions } from './remote/language-model/chat-completions.js';
import {
  createExpiredBlobsHandler,
  REMOVE_EXPIRED_BLOBS,
  REMOVE_EXPIRED_EVERY_MS,
} from './shop/remove-expired-blobs.js';
import type { LiveFanOut } from './storage/redis/live-fan-out.js';
import { workNewsletter } from './wire-newsletter.js';
import { lookForRestocked, workWatches } from './wire-watches.js';

export type Wired = {
  chatDeps: ChatSocketDeps;
  consoleDeps: ConsoleDeps;
  outbox: OutboxRelay;
  /** Where there is a language model. */
  phrasingCounts: PhrasingCounts | undefined;
  /** Takes up what earlier processes left owed, and looks for what others leave. */
  begin(): Promise<void>;
  /** Nothing more is looked for; what is under way goes on. */
  end(): void;
};

type Wiring = Surroundings & { io: Server; live: LiveFanOut | undefined };

/** Concurrent turns: a few more than the encoder has places, so that none stands empty. */
const TURNS_AT_ONCE = 16;

/** What gateways and workers have in common: turns, jobs, and telling whoever listens. */
export function wire(config: Config, parts: Parts, wiring: Wiring): Wired {
  const { io, live, clock, log } = wiring;
  const { shop, stores, secrets } = parts;
  const codes = createEmailCodes(secrets.appSecret);
  const [chat, agents] = [io.of(CHAT_NAMESPACE), io.of(CONSOLE_NAMESPACE)];
  const outbox = createOutboxRelay({ outbox: stores.outbox, jobs: stores.jobs, log });
  workJobs(config, parts, { clock, ...sharing(live) });
  const repeater = createJobRepeater({ jobs: stores.jobs, clock, log });

  const recent = createRecentConversations(stores.conversations);
  const conversations = publishAppends(stores.conversations, (change: Change) => {
    recent.gained(change);
    sendChange(chat, chatDeps, change);
    sendConsoleChange(agents, consoleDeps, change);
    restraints.changed(change);
    stores.search.add(change.shopId, change.conversationId, change.events);
    if (change.hasOutbox) outbox.wake();
  });
  stores.jobs.work(
    'mail-code',
    createMailCode({ conversations, recent, shops: stores.shops, mailer: parts.mailer, codes, clock, log }),
  );
  const restraints = createRestraints({ recent, clock });
  const words = openWords(config, log);
  const turns = runTurns(parts, wiring, { conversations, recent, codes, phrasing: words?.phrasing });
  const underWay = createUnderWay();
  const consoleDeps = consoleDepsFor(parts, { wiring, conversations, recent, turns, underWay, words });
  const chatDeps: ChatSocketDeps = {
    shopId: shop.id,
    conversations,
    recent,
    turns,
    fingerprint: createFingerprint(secrets.appSecret),
    codes,
    clock,
    log,
    backlogLimit: config.backlogLimit,
    ...visitorAccess(parts),
    messageLimit: createRateLimit({ name: 'message', points: config.messageLimit, seconds: 10, ...sharing(live) }),
    restraints,
    underWay,
    senders: createSenders(),
    isShared: live !== undefined,
  };
  const looked = { config, parts, wiring, chatDeps, consoleDeps, outbox, repeater };
  return { chatDeps, consoleDeps, outbox, phrasingCounts: words?.counts, ...lookAround(looked) };
}

/** Jobs that need nothing of a conversation. */
function workJobs(config: Config, parts: Parts, working: { clock: Clock; shared?: SharedCounts }): void {
  const { stores, mailer, blobs } = parts;
  stores.jobs.work('mail-handoff', createMailHandoff({ shops: stores.shops, mailer }));
  stores.jobs.work(REMOVE_EXPIRED_BLOBS, createExpiredBlobsHandler({ blobs, clock: working.clock }));
  workWatches(parts);
  workNewsletter(config, parts, working);
}

type Console = {
  wiring: Wiring;
  conversations: ConversationLog;
  recent: RecentConversations;
  turns: TurnRunner;
  underWay: UnderWay;
  words: Words | undefined;
};

function consoleDepsFor(parts: Parts, console: Console): ConsoleDeps {
  const { shop, stores, secrets, sources } = parts;
  const { wiring, conversations, recent, turns, underWay } = console;
  const { live, clock, log } = wiring;
  return {
    shopId: shop.id,
    shops: stores.shops,
    conversations,
    search: stores.search,
    recent,
    titleOf: (intent) => sources.intents.get(intent)?.title,
    ...agentMoves(stores, { conversations, recent, turns, clock }),
    sessions: createAgentSessions(secrets.appSecret, stores.agents),
    underWay,
    drafting: draftingFor(parts, console),
    isShared: live !== undefined,
    log,
  };
}

function draftingFor({ stores, sources, models }: Parts, console: Console): ConsoleDeps['drafting'] {
  const { wiring, conversations, recent, words } = console;
  if (words === undefined) return undefined;
  const { model, counts } = words;
  const { findPassages, findProducts } = sources;
  const looking = {
    shops: stores.shops,
    understand: models.understand,
    findPassages: async (...asked: Parameters<typeof findPassages>) => (await findPassages(...asked)).passages,
    findProducts,
  };
  return {
    draft: createDraftReply({ model, counts, conversations, recent, ...looking, clock: wiring.clock }),
    limit: createRateLimit({ name: 'draft', points: 10, seconds: 60, ...sharing(wiring.live) }),
  };
}

function agentMoves(
  { blocks, shops }: Parts['stores'],
  deps: { conversations: ConversationLog; recent: RecentConversations; turns: TurnRunner; clock: Clock },
): Pick<ConsoleDeps, 'desk' | 'gate'> {
  return { desk: createAgentDesk({ ...deps, shops }), gate: createVisitorGate({ ...deps, blocks, shops }) };
}

/** Who they are, and whether they may write. */
function visitorAccess({
  secrets,
  stores,
}: Parts): Pick<ChatSocketDeps, 'visitorTokens' | 'customerTokens' | 'blocks'> {
  return {
    visitorTokens: createVisitorTokens(secrets.appSecret),
    customerTokens: createCustomerTokens(secrets.customerSecret),
    blocks: stores.blocks,
  };
}

/** Counts are the gateways' common ones where there are several. */
export function sharing(live: LiveFanOut | undefined): { shared?: SharedCounts } {
  return live === undefined ? {} : { shared: { client: live.redis } };
}

type Words = { model: LanguageModel; counts: PhrasingCounts; phrasing: Phrasing };

/** The language model of the settings, if any. It decides nothing. */
function openWords({ languageModel }: Config, log: Log): Words | undefined {
  if (languageModel === undefined) return undefined;
  const { timeoutMs, ...server } = languageModel;
  const model = createChatCompletions({ ...server, log });
  const counts = newPhrasingCounts();
  return { model, counts, phrasing: createPhrasing({ model, counts, timeoutMs }) };
}

type Turning = {
  conversations: ConversationLog;
  recent: RecentConversations;
  codes: EmailCodes;
  phrasing: Phrasing | undefined;
};

function runTurns(
  parts: Parts,
  { io, live, clock, log }: Wiring,
  { conversations, recent, codes, phrasing }: Turning,
): TurnRunner {
  const { models, sources, stores, secrets } = parts;
  const { shared } = sharing(live);
  const limits = { guessing: createGuessLimit(shared), codeLimit: createCodeLimit(shared) };
  const deps = {
    conversations,
    recent,
    understand: models.understand,
    sources: { ...sources, ...limits, codes, invoices: createInvoiceLinks(secrets.appSecret) },
    orderDesk: openShopDesk(parts, { shared, log }),
    phrasing,
    clock,
    log,
  };
  return createTurnRunner({
    handle: (shopId, conversationId) => {
      sendTyping(io.of(CHAT_NAMESPACE), shopId, conversationId);
      return handleTurn(deps, shopId, conversationId);
    },
    giveUp: (shopId, conversationId) => giveUpOnTurn(deps, shopId, conversationId),
    leases: stores.turnLeases,
    concurrency: TURNS_AT_ONCE,
    log,
  });
}

type Looking = Pick<Wired, 'chatDeps' | 'consoleDeps' | 'outbox'> & {
  config: Config;
  parts: Parts;
  wiring: Wiring;
  repeater: JobRepeater;
};

/** What was owed before this process began; and, where others share the store, what they leave or could not tell. */
function lookAround(looked: Looking): Pick<Wired, 'begin' | 'end'> {
  const { config, parts, wiring, chatDeps, consoleDeps, outbox, repeater } = looked;
  const { io, live, clock, log } = wiring;
  const { shopId, conversations, turns } = chatDeps;
  const looking: { stop(): void }[] = [repeater];
  const onReached = (conversationId: ConversationId, seq: number) => {
    sendReached(io.of(CHAT_NAMESPACE), { shopId, conversationId, seq });
    sendConsoleReached(io.of(CONSOLE_NAMESPACE), consoleDeps, { conversationId, seq });
  };
  return {
    begin: async () => {
      for (const owed of await conversations.owedTurns()) turns.wake(owed.shopId, owed.conversationId);
      outbox.wake();
      repeater.repeat(
        { shopId, kind: REMOVE_EXPIRED_BLOBS, key: REMOVE_EXPIRED_BLOBS, payload: null },
        { everyMs: REMOVE_EXPIRED_EVERY_MS },
      );
      await lookForRestocked(parts, { jobs: parts.stores.jobs, repeater, at: clock.now() });
      // In the background: nobody's first message waits for what was said long ago.
      consoleDeps.search.catchUp().catch((error: unknown) => log.warn({ error: String(error) }, 'message search lags'));
      if (live === undefined) return;
      looking.push(sweepTurns({ conversations, turns, backlogLimit: config.backlogLimit, log }));
      looking.push(watchGaps({ conversations, shopId, isWell: live.isWell, onReached, clock, log }));
    },
    end: () => {
      for (const look of looking) look.stop();
    },
  };
}
