import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../../src/conversation/conversation-event.js';
import type { ConversationLog } from '../../../src/conversation/log/conversation-log.js';
import { publishAppends } from '../../../src/conversation/log/publish-appends.js';
import { createRecentConversations } from '../../../src/conversation/log/recent-conversations.js';
import { clientMessageIdSchema } from '../../../src/protocol/ids.js';
import { openSqliteFolder, type SqliteFolder } from '../../storage/sqlite/sqlite-folder.js';
import { conversationId, NOW, shopId, visitorId } from '../../support/a-turn.js';

describe('conversations that this process adds to', () => {
  let folder: SqliteFolder;
  let eventsRead: number;
  let log: ConversationLog;

  beforeEach(async () => {
    folder = openSqliteFolder();
    eventsRead = 0;
    log = folder.stores.conversations;
    await log.start(shopId, conversationId, { kind: 'started', channel: 'widget', visitorId, language: 'en' }, NOW);
  });
  afterEach(() => folder.close());

  const followed = () => {
    const read: ConversationLog['read'] = async (...asked) => {
      const events = await log.read(...asked);
      eventsRead += events.length;
      return events;
    };
    const recent = createRecentConversations({ ...log, read });
    return { recent, conversations: publishAppends(log, recent.gained) };
  };
  const say = (conversations: ConversationLog, text: string) => {
    const clientMessageId = clientMessageIdSchema.parse(text);
    const event = { kind: 'customer-said' as const, clientMessageId, text, redacted: [] };
    return conversations.receive(shopId, conversationId, { clientMessageId, fingerprint: 'f', event }, NOW);
  };
  const answer = (conversations: ConversationLog, seq: number) => {
    const said: ConversationEvent = { kind: 'bot-said', blocks: [{ kind: 'text', text: 'hello' }], answers: [seq] };
    const question = { kind: 'rephrase' as const };
    return conversations.append(shopId, conversationId, seq, [said, { kind: 'asked', question }], { at: NOW + 1 });
  };
  const afresh = () => createRecentConversations(log)(shopId, conversationId);

  it('are folded from what was added, without reading it again', async () => {
    const { recent, conversations } = followed();
    await recent(shopId, conversationId);
    await say(conversations, 'one');
    await answer(conversations, 2);
    await say(conversations, 'two');
    const fold = await recent(shopId, conversationId);
    expect(eventsRead).toBe(1);
    expect(fold).toEqual(await afresh());
    expect(fold).toMatchObject({ seq: 5, lastWords: 'two', owed: [{ seq: 5 }] });
  });

  it('are read on from where another process added to them meanwhile', async () => {
    const { recent, conversations } = followed();
    await recent(shopId, conversationId);
    await say(log, 'elsewhere');
    await say(conversations, 'here');
    const fold = await recent(shopId, conversationId);
    expect(eventsRead).toBe(3);
    expect(fold).toEqual(await afresh());
  });

  it('are left alone by an append that came too late, and by one that is repeated', async () => {
    const { recent, conversations } = followed();
    await recent(shopId, conversationId);
    await say(conversations, 'one');
    await say(conversations, 'one');
    await answer(conversations, 1);
    expect(await recent(shopId, conversationId)).toEqual(await afresh());
  });

  it('are not made up from an addition to one that nobody has asked for', async () => {
    const { recent, conversations } = followed();
    await say(conversations, 'one');
    expect(await recent(shopId, conversationId)).toEqual(await afresh());
    expect(eventsRead).toBe(2);
  });
});
