import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import { type Flow, flowSchema } from '../../src/conversation/flow/flow.js';
import { digestOf } from '../../src/conversation/flow/next-step.js';
import type { SlotValues } from '../../src/conversation/flow/slot-value.js';
import { createRecentConversations } from '../../src/conversation/log/recent-conversations.js';
import { settleAction } from '../../src/conversation/settle-action.js';
import { AppError } from '../../src/errors.js';
import { createLog } from '../../src/log.js';
import { clientMessageIdSchema } from '../../src/protocol/ids.js';
import type { OrderDesk } from '../../src/shop/shop-store.js';
import type { RowStores } from '../../src/storage/row-stores.js';
import { openMongoDatabase } from '../storage/mongo/mongo-database.js';
import { openSqliteFolder } from '../storage/sqlite/sqlite-folder.js';
import { aCustomer, anOrder, aShop, conversationId, NOW, shopId, visitorId } from '../support/a-turn.js';
import { type MongoServer, noMongo, startMongo } from '../support/mongo-server.js';
import { missing } from '../support/require-parts.js';

type Opened = { stores: RowStores; close(): Promise<void> };

const said = (text: string) => ({ en: [text], zh: [text] });
const key = 'conversation-1.2.cancel-order';
const order = anOrder();
const action = { kind: 'cancel-order', customerId: order.customerId, orderId: order.id } as const;

const slots: SlotValues = { order: { as: 'order', orderId: order.id }, reason: { as: 'cancel-reason' } };

/** A flow that leaves the rest to a person once the shop has done its part. */
const flow: Flow = flowSchema.parse({
  flow: 'cancel-order',
  title: { en: 'Cancel an order', zh: '取消订单' },
  steps: [
    { ask: 'order', as: 'order', say: said('Which?') },
    { ask: 'reason', as: 'cancel-reason', say: said('Why?') },
    { confirm: said('Sure?'), yes: { en: 'Yes', zh: '是' }, no: { en: 'No', zh: '否' }, kept: said('Kept.') },
    { do: 'cancel-order', done: said('Cancelled.') },
    { 'hand-over': 'needs-a-person' },
  ],
});

function behaves(open: () => Promise<Opened>): void {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
    const { stores } = opened;
    await stores.shops.importShop({
      shop: aShop(),
      products: [],
      customers: [aCustomer()],
      orders: [order],
      policies: [],
    });
    const started = { kind: 'started', channel: 'widget', visitorId, language: 'en' } as const;
    await stores.conversations.start(shopId, conversationId, started, NOW);
    const clientMessageId = clientMessageIdSchema.parse('m');
    const event = { kind: 'customer-said' as const, clientMessageId, text: 'yes', redacted: [] };
    await stores.conversations.receive(shopId, conversationId, { clientMessageId, fingerprint: 'f', event }, NOW);
  });
  afterEach(() => opened.close());

  /** Puts the request on record behind `before`, settles it, and answers the events of that and the mails it left. */
  async function settle(orderDesk: Partial<OrderDesk>, ...before: ConversationEvent[]) {
    const { stores } = opened;
    const { conversations } = stores;
    const requested = { kind: 'action-requested', key, action, messageSeq: 2 } as const;
    await conversations.append(shopId, conversationId, 2, [...before, requested], { at: NOW });
    const conversation = await createRecentConversations(conversations)(shopId, conversationId);
    const deps = {
      conversations,
      orderDesk: { ...stores.orderDesk, ...orderDesk },
      sources: { shops: stores.shops, flows: new Map() },
      clock: { now: () => NOW },
      log: createLog('silent'),
    };
    await settleAction(deps, aShop(), conversation);
    const events = await conversations.read(shopId, conversationId, conversation.seq);
    const mails = await stores.outbox.pending(10);
    return { events: events.map(({ event }) => event), mails: mails.map(({ message }) => message) };
  }

  const fails = async () => {
    throw new AppError('STORE_UNAVAILABLE');
  };
  const mail = (reason: string) => ({
    id: 'conversation-1.2.mail-handoff',
    kind: 'mail-handoff',
    conversationId,
    reason,
  });

  it('mails the agents in the same commit when the shop fails, and tells them and the customer', async () => {
    const { events, mails } = await settle({ perform: fails });
    expect(events).toEqual([
      { kind: 'action-failed', key, reason: 'STORE_UNAVAILABLE' },
      { kind: 'bot-said', blocks: [expect.objectContaining({ kind: 'text' })], answers: [2] },
      { kind: 'handoff-requested', reason: 'action-failed', summary: 'cancel order' },
    ]);
    expect(mails).toEqual([mail('action-failed')]);
  });

  it('mails nobody a second time where one of them is waited for', async () => {
    const { events, mails } = await settle(
      { perform: fails },
      { kind: 'handoff-requested', reason: 'complaint', summary: '' },
    );
    expect(events.map(({ kind }) => kind)).toEqual(['action-failed', 'bot-said']);
    expect(mails).toEqual([]);
  });

  it('mails nobody when the shop has done it', async () => {
    const { events, mails } = await settle({});
    expect(events.map(({ kind }) => kind)).toEqual(['action-done', 'bot-said']);
    expect(mails).toEqual([]);
  });

  it('hands over, with a mail, where the flow does so behind what the shop has done', async () => {
    const { events, mails } = await settle(
      {},
      { kind: 'flow-started', flow, intent: 'cancel_order' },
      ...Object.entries(slots).map(([slot, value]) => ({ kind: 'slot-filled' as const, slot, value, isPart: false })),
      { kind: 'flow-agreed', digest: digestOf(slots) },
    );
    const kinds = ['action-done', 'flow-step-done', 'flow-ended', 'bot-said', 'handoff-requested'];
    expect(events.map(({ kind }) => kind)).toEqual(kinds);
    expect(mails).toEqual([mail('needs-a-person')]);
  });
}

describe('a requested action is settled, on SQLite', () => {
  behaves(async () => openSqliteFolder());
});

describe.skipIf(missing(noMongo()))('a requested action is settled, on MongoDB', () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());
  behaves(() => openMongoDatabase(server));
});
