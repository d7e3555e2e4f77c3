import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import { loadIntents } from '../../src/conversation/load-intents.js';
import { createRecentConversations } from '../../src/conversation/log/recent-conversations.js';
import { takeUpFlow } from '../../src/conversation/take-up-flow.js';
import { agentIdSchema, clientMessageIdSchema } from '../../src/protocol/ids.js';
import { openSqliteFolder } from '../storage/sqlite/sqlite-folder.js';
import { aCustomer, anOrder, aShop, conversationId, NOW, shopId, visitorId } from '../support/a-turn.js';

const { flows } = await loadIntents('intents');
const flow = flows.get('cancel-order');
if (flow === undefined) throw new Error('the catalogue has lost cancel-order');
const agent = { agentId: agentIdSchema.parse('agent-1'), name: 'Noor' };
const order = anOrder();

const underWay: ConversationEvent[] = [
  { kind: 'identified', customerId: aCustomer().id, proof: 'signed-in' },
  { kind: 'flow-started', flow, intent: 'cancel_order' },
  { kind: 'slot-filled', slot: 'order', value: { as: 'order', orderId: order.id }, isPart: false },
  { kind: 'slot-filled', slot: 'reason', value: { as: 'cancel-reason' }, isPart: false },
];
const heldByAgent: ConversationEvent[] = [{ kind: 'agent-took', agent }];
const givenBack: ConversationEvent[] = [{ kind: 'agent-gave-back', agent, resumes: true }];

let opened: Awaited<ReturnType<typeof openSqliteFolder>>;
beforeEach(async () => {
  opened = await openSqliteFolder();
  await opened.stores.shops.importShop({
    shop: aShop(),
    products: [],
    customers: [aCustomer()],
    orders: [order],
    policies: [],
  });
  const started = { kind: 'started', channel: 'widget', visitorId, language: 'en' } as const;
  await opened.stores.conversations.start(shopId, conversationId, started, NOW);
});
afterEach(() => opened.close());

async function record(events: ConversationEvent[]): Promise<void> {
  const { seq } = await recent();
  await opened.stores.conversations.append(shopId, conversationId, seq, events, { at: NOW });
}

const recent = () => createRecentConversations(opened.stores.conversations)(shopId, conversationId);

async function takeUp(conversation: Awaited<ReturnType<typeof recent>>): Promise<void> {
  const { conversations, shops } = opened.stores;
  await takeUpFlow({ conversations, clock: { now: () => NOW }, sources: { shops, flows } }, aShop(), conversation);
}

describe('a flow that is given back', () => {
  it('asks its open question again, once, whoever else does the same at that moment', async () => {
    await record([...underWay, ...heldByAgent, ...givenBack]);
    const conversation = await recent();
    expect(conversation.owedResume).toBe(conversation.seq);
    await Promise.all([takeUp(conversation), takeUp(conversation), takeUp(conversation)]);
    const events = await opened.stores.conversations.read(shopId, conversationId, conversation.seq);
    expect(events.map(({ event }) => event.kind)).toEqual(['asked', 'bot-said']);
    expect(await opened.stores.conversations.owedTurns()).toEqual([]);
    expect(await recent()).toMatchObject({ owedResume: undefined, question: { kind: 'flow-confirm' } });
  });

  it('says nothing where the customer has written meanwhile: that is answered, and leads back', async () => {
    await record([...underWay, ...heldByAgent, ...givenBack]);
    const clientMessageId = clientMessageIdSchema.parse('m');
    const event = { kind: 'customer-said' as const, clientMessageId, text: 'hello?', redacted: [] };
    const message = { clientMessageId, fingerprint: 'f', event };
    await opened.stores.conversations.receive(shopId, conversationId, message, NOW);
    await takeUp(await recent());
    expect(await recent()).toMatchObject({ owedResume: undefined, question: undefined });
    expect(await opened.stores.conversations.owedTurns()).toHaveLength(1);
  });

  it('says nothing where a person has taken it again', async () => {
    await record([...underWay, ...heldByAgent, ...givenBack, ...heldByAgent]);
    const before = await recent();
    await takeUp(before);
    const events = await opened.stores.conversations.read(shopId, conversationId, before.seq);
    expect(events.map(({ event }) => event.kind)).toEqual(['turn-waived']);
    expect(await opened.stores.conversations.owedTurns()).toEqual([]);
  });

  it('is over where the job was done meanwhile', async () => {
    await opened.stores.shops.importShop({
      shop: aShop(),
      products: [],
      customers: [aCustomer()],
      orders: [anOrder({ status: 'cancelled' })],
      policies: [],
    });
    await record([...underWay, ...heldByAgent, ...givenBack]);
    const before = await recent();
    await takeUp(before);
    const events = await opened.stores.conversations.read(shopId, conversationId, before.seq);
    expect(events.map(({ event }) => event)).toMatchObject([
      { kind: 'flow-ended', outcome: 'done' },
      { kind: 'bot-said', answers: [before.owedResume] },
    ]);
    expect((await recent()).flows).toEqual([]);
  });
});
