import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import { giveUpOnTurn } from '../../src/conversation/give-up-on-turn.js';
import { createRecentConversations } from '../../src/conversation/log/recent-conversations.js';
import { agentIdSchema, clientMessageIdSchema } from '../../src/protocol/ids.js';
import { openSqliteFolder } from '../storage/sqlite/sqlite-folder.js';
import { aCustomer, aShop, conversationId, NOW, shopId, visitorId } from '../support/a-turn.js';

describe('a turn that a fault of ours stands in the way of', () => {
  let opened: Awaited<ReturnType<typeof openSqliteFolder>>;
  beforeEach(async () => {
    opened = await openSqliteFolder();
    await opened.stores.shops.importShop({ shop: aShop(), products: [], customers: [], orders: [], policies: [] });
    const started = { kind: 'started', channel: 'widget', visitorId, language: 'en' } as const;
    await opened.stores.conversations.start(shopId, conversationId, started, NOW);
  });
  afterEach(() => opened.close());

  const recent = () => createRecentConversations(opened.stores.conversations);
  const conversation = () => recent()(shopId, conversationId);
  const record = async (events: ConversationEvent[]) => {
    const { seq } = await conversation();
    await opened.stores.conversations.append(shopId, conversationId, seq, events, { at: NOW });
  };
  const receive = (id: string) => {
    const clientMessageId = clientMessageIdSchema.parse(id);
    const event = { kind: 'customer-said' as const, clientMessageId, text: `words of ${id}`, redacted: [] };
    return opened.stores.conversations.receive(
      shopId,
      conversationId,
      { clientMessageId, fingerprint: id, event },
      NOW,
    );
  };
  const giveUp = async () => {
    const { seq } = await conversation();
    const { conversations, shops } = opened.stores;
    const deps = { conversations, recent: recent(), sources: { shops }, clock: { now: () => NOW } };
    await giveUpOnTurn(deps, shopId, conversationId);
    expect(await conversations.owedTurns()).toEqual([]);
    const events = await conversations.read(shopId, conversationId, seq);
    return events.map(({ event }) => event);
  };

  it('is passed to a person with everything that was written, and told to the customer', async () => {
    await receive('a');
    await receive('b');
    expect(await giveUp()).toMatchObject([
      { kind: 'bot-said', answers: [2, 3] },
      { kind: 'handoff-requested', reason: 'not-understood' },
    ]);
    expect((await conversation()).holder).toBe('waiting');
    expect(await giveUp()).toEqual([]);
  });

  it('leaves no action open of which nobody knows whether it was done', async () => {
    await receive('a');
    const action = { kind: 'cancel-order', customerId: aCustomer().id, orderId: 'TS-1001' } as never;
    await record([{ kind: 'action-requested', key: 'k', action, messageSeq: 2 }]);
    expect(await giveUp()).toMatchObject([
      { kind: 'action-failed', key: 'k' },
      { kind: 'bot-said' },
      { kind: 'handoff-requested', reason: 'action-failed' },
    ]);
    expect((await conversation()).openAction).toBeUndefined();
  });

  it('is left to the person who has the conversation', async () => {
    await record([{ kind: 'agent-took', agent: { agentId: agentIdSchema.parse('agent-1'), name: 'Noor' } }]);
    await receive('a');
    const events = await giveUp();
    expect(events.filter(({ kind }) => kind === 'bot-said' || kind === 'handoff-requested')).toEqual([]);
  });
});
