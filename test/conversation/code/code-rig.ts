import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmailCodes } from '../../../src/access/email-code.js';
import { createInvoiceLinks } from '../../../src/access/invoice-link.js';
import { createCodeLimit } from '../../../src/access/limit-codes.js';
import { createGuessLimit } from '../../../src/access/limit-guessing.js';
import { createMailCode } from '../../../src/conversation/code/mail-code.js';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import { handleTurn } from '../../../src/conversation/handle-turn.js';
import { loadIntents } from '../../../src/conversation/load-intents.js';
import { createRecentConversations } from '../../../src/conversation/log/recent-conversations.js';
import { openConversation } from '../../../src/conversation/open-conversation.js';
import type { Mailer } from '../../../src/conversation/outbox/mailer.js';
import { receiveMessage } from '../../../src/conversation/receive-message.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import { createFingerprint } from '../../../src/privacy/fingerprint.js';
import type { Block } from '../../../src/protocol/block.js';
import { type ConversationId, clientMessageIdSchema, visitorIdSchema } from '../../../src/protocol/ids.js';
import type { Shop } from '../../../src/shop/shop.js';
import { openSqliteStores } from '../../../src/storage/sqlite/sqlite-stores.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import { aCustomer, anOrder, anUnderstanding, aShop, NOW } from '../../support/a-turn.js';

const { intents, flows } = await loadIntents('intents');
const SECRET = 'a secret of at least thirty-two characters';
const log = createLog('silent');
const nothing = async () => [];

export type CodeShop = Awaited<ReturnType<typeof openCodeShop>>;

/** Everything between a message received and a mail handed over, over a real store; only what a message means is played. */
export async function openCodeShop(policy: Partial<Shop['policy']>, mailer: Mailer) {
  const dataDir = mkdtempSync(join(tmpdir(), 'concierge-code-'));
  const time = { laterMs: 0 };
  const clock = { now: () => NOW + time.laterMs };
  const stores = openSqliteStores({ dataDir, cipher: plainCipher, clock, log });
  const shop = aShop(policy);
  const other = aCustomer({ id: 'customer-2' as never, email: 'other@example.com' });
  const orders = [anOrder(), anOrder({ id: 'TS-2002', customerId: other.id })];
  await stores.shops.importShop({ shop, products: [], customers: [aCustomer(), other], orders, policies: [] });
  const { conversations } = stores;
  const recent = createRecentConversations(conversations);
  const limits = { guessing: createGuessLimit(), codeLimit: createCodeLimit() };

  /** As another gateway, or one started again, has it: nothing is shared but the secret and the store. */
  const turnDeps = () => ({
    recent: createRecentConversations(conversations),
    conversations,
    understand: async (text: string) => anUnderstanding(meaningOf(text), extractSlots(text)),
    sources: {
      shops: stores.shops,
      intents,
      flows,
      findPassages: async () => ({ passages: [] }),
      findProducts: nothing,
      recommend: nothing,
      ...limits,
      codes: createEmailCodes(SECRET),
      invoices: createInvoiceLinks(SECRET),
    },
    orderDesk: stores.orderDesk,
    clock,
    log,
  });

  const rig = {
    /** How long after the beginning it is. */
    time,
    shop,
    stores,
    open: (visitor: string) =>
      openConversation(
        { conversations, recent, clock },
        { shopId: shop.id, visitorId: visitorIdSchema.parse(visitor), language: 'en', customerId: undefined },
      ),
    /** What the bot answers. */
    says: async (conversationId: ConversationId, text: string, choice?: string): Promise<Block[]> => {
      const before = await conversations.read(shop.id, conversationId, 0);
      const deps = {
        conversations,
        recent,
        turns: { wake: () => undefined, backlog: () => 0, stop: async () => undefined },
        fingerprint: createFingerprint(SECRET),
        codes: createEmailCodes(SECRET),
        clock,
        backlogLimit: 1,
      };
      const clientMessageId = clientMessageIdSchema.parse(`m-${before.length}`);
      await receiveMessage(deps, { shopId: shop.id, conversationId, clientMessageId, text, choice });
      await handleTurn(turnDeps(), shop.id, conversationId);
      return spoken((await rig.events(conversationId)).slice(before.length));
    },
    events: async (conversationId: ConversationId): Promise<ConversationEvent[]> =>
      (await conversations.read(shop.id, conversationId, 0)).map(({ event }) => event),
    conversation: (conversationId: ConversationId) => recent(shop.id, conversationId),
    /** Hands over what the outbox holds, each row as that attempt of its job; answers what went wrong. */
    post: async (attempt = 1): Promise<unknown[]> => {
      const handle = createMailCode({ ...stores, recent, mailer, codes: createEmailCodes(SECRET), clock, log });
      const rows = await stores.outbox.pending(100);
      const outcomes = await Promise.allSettled(
        rows.map(({ shopId, message }) =>
          handle({ shopId, key: message.id, payload: message, attempt }, () => undefined),
        ),
      );
      const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      if (faults.length === 0) await stores.outbox.markSent(rows.map(({ message }) => message.id));
      return faults;
    },
    /** Every byte that is stored. */
    stored: () =>
      readdirSync(dataDir, { recursive: true })
        .map((name) => join(dataDir, String(name)))
        .filter((path) => statSync(path).isFile())
        .map((path) => readFileSync(path, 'latin1'))
        .join(),
    close: async () => {
      await stores.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return rig;
}

function meaningOf(text: string) {
  if (/cancel/i.test(text)) return 'cancel_order';
  return /where/i.test(text) ? 'track_order' : ({ kind: 'unsure' } as const);
}

function spoken(events: ConversationEvent[]): Block[] {
  return events.flatMap((event) => (event.kind === 'bot-said' ? event.blocks : []));
}

export function textsOf(blocks: Block[]): string {
  return blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
}
