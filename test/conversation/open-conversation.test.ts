import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import type { ConversationLog } from '../../src/conversation/log/conversation-log.js';
import { createRecentConversations } from '../../src/conversation/log/recent-conversations.js';
import { openConversation } from '../../src/conversation/open-conversation.js';
import {
  type ConversationId,
  type CustomerId,
  customerIdSchema,
  shopIdSchema,
  visitorIdSchema,
} from '../../src/protocol/ids.js';
import { openSqliteFolder, type SqliteFolder } from '../storage/sqlite/sqlite-folder.js';

const shopId = shopIdSchema.parse('shop');
const visitorId = visitorIdSchema.parse('visitor');
const somebody = customerIdSchema.parse('customer-1');
const somebodyElse = customerIdSchema.parse('customer-2');
const clock = { now: () => 1000 };

describe('the conversation that opens for a visitor', () => {
  let folder: SqliteFolder;
  let reads: number;
  let conversations: ConversationLog;

  beforeEach(() => {
    folder = openSqliteFolder();
    reads = 0;
    const log = folder.stores.conversations;
    const read: ConversationLog['read'] = (...asked) => {
      reads += 1;
      return log.read(...asked);
    };
    conversations = { ...log, read };
  });
  afterEach(() => folder.close());

  const open = (customerId?: CustomerId) =>
    openConversation(
      { conversations, recent: createRecentConversations(conversations), clock },
      { shopId, visitorId, language: 'en', customerId },
    );

  const identify = async (conversationId: ConversationId, proof: 'signed-in' | 'email-code') => {
    const identified: ConversationEvent = { kind: 'identified', customerId: somebody, proof };
    const { seq = 0 } = (await conversations.headOf(shopId, conversationId)) ?? {};
    await conversations.append(shopId, conversationId, seq, [identified], { at: 1000 });
  };

  it('is the same one each time, and is not read while nobody was identified in it', async () => {
    const first = await open();
    expect(await open()).toBe(first);
    expect(reads).toBe(0);
  });

  it('stays open to the browser that proved who it is without signing in', async () => {
    const first = await open();
    await identify(first, 'email-code');
    expect(await open()).toBe(first);
  });

  it('is another one once the customer who was signed in has signed out', async () => {
    const first = await open(somebody);
    const second = await open();
    expect(second).not.toBe(first);
    expect(await open()).toBe(second);
  });

  it('is another one for another customer', async () => {
    const first = await open(somebody);
    expect(await open(somebody)).toBe(first);
    expect(await open(somebodyElse)).not.toBe(first);
  });

  it('becomes the customer’s who signs in', async () => {
    const first = await open();
    expect(await open(somebody)).toBe(first);
    expect(await open()).not.toBe(first);
  });
});
