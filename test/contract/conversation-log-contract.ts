import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import type { ConversationLog, IncomingMessage } from '../../src/conversation/log/conversation-log.js';
import type { Outbox } from '../../src/conversation/outbox/outbox.js';
import {
  agentIdSchema,
  clientMessageIdSchema,
  conversationIdSchema,
  customerIdSchema,
  type ShopId,
  shopIdSchema,
  visitorIdSchema,
} from '../../src/protocol/ids.js';

export type OpenedLog = {
  conversations: ConversationLog;
  outbox: Outbox;
  /** The same store as a process that starts now finds it. */
  reopen(): Promise<{ conversations: ConversationLog; outbox: Outbox }>;
  close(): Promise<void>;
};

const shop = shopIdSchema.parse('shop-1');
const otherShop = shopIdSchema.parse('shop-2');
const conversation = conversationIdSchema.parse('conversation-1');
const visitor = visitorIdSchema.parse('visitor-1');
const agent = { agentId: agentIdSchema.parse('niamh'), name: 'Niamh' };

const started = { kind: 'started', channel: 'widget', visitorId: visitor, language: 'en' } as const;
const took: ConversationEvent = { kind: 'agent-took', agent };
const gaveBack: ConversationEvent = { kind: 'agent-gave-back', agent };
const closed: ConversationEvent = { kind: 'closed', by: agent };
const handoff: ConversationEvent = {
  kind: 'handoff-requested',
  reason: 'asked-for-a-person',
  summary: 'Wants a person',
};

function says(text: string, answers: number[] = []): ConversationEvent {
  return { kind: 'bot-said', blocks: [{ kind: 'text', text }], answers };
}

function message(id: string, text = `text of ${id}`): IncomingMessage {
  const clientMessageId = clientMessageIdSchema.parse(id);
  return {
    clientMessageId,
    fingerprint: `fingerprint of ${text}`,
    event: { kind: 'customer-said', clientMessageId, text, redacted: [] },
  };
}

function mail(id: string) {
  return { id, kind: 'mail-handoff', conversationId: conversation, reason: 'asked-for-a-person' } as const;
}

/** What every adapter of the conversation log and its outbox must do. */
export function conversationLogContract(name: string, open: () => Promise<OpenedLog>): void {
  let opened: OpenedLog;
  let log: ConversationLog;

  const start = (shopId: ShopId = shop) => log.start(shopId, conversation, started, 1000);
  const receive = (incoming: IncomingMessage, at = 2000) => log.receive(shop, conversation, incoming, at);
  const append = (expectedSeq: number, events: ConversationEvent[], at = 3000) =>
    log.append(shop, conversation, expectedSeq, events, { at });
  const rowOf = async (of: ConversationLog = log) =>
    (await of.list(shop, { limit: 10 })).find((row) => row.conversationId === conversation);
  const owedSeqs = async (of: ConversationLog = log) => (await of.owedTurns()).map(({ seq }) => seq);

  beforeEach(async () => {
    opened = await open();
    log = opened.conversations;
  });
  afterEach(() => opened.close());

  describe(`${name}: the conversation log`, () => {
    it('starts a conversation at seq 1, and once only', async () => {
      await start();
      await log.start(shop, conversation, { ...started, language: 'de' }, 5000);
      expect(await log.read(shop, conversation, 0)).toEqual([{ seq: 1, at: 1000, event: started }]);
    });

    it('numbers customer messages itself and gives them back as they were', async () => {
      await start();
      const odd = message('m2', 'Emoji 😀, العربية, "quotes", \\ and \u0000 and \ud800');
      expect(await receive(message('m1'))).toEqual({ kind: 'stored', seq: 2, owed: true });
      expect(await receive(odd, 2500)).toEqual({ kind: 'stored', seq: 3, owed: true });
      expect(await log.read(shop, conversation, 1)).toEqual([
        { seq: 2, at: 2000, event: message('m1').event },
        { seq: 3, at: 2500, event: odd.event },
      ]);
    });

    it('answers a repeated message with its first result, whatever came after it', async () => {
      await start();
      await receive(message('m1'));
      await append(2, [says('Here it is.', [2])]);
      expect(await receive(message('m1'), 9000)).toEqual({ kind: 'repeated', seq: 2, owed: true });
      expect(await log.read(shop, conversation, 3)).toEqual([]);
    });

    it('keeps the first of two messages with the same id and says so', async () => {
      await start();
      await receive(message('m1', 'first'));
      expect(await receive(message('m1', 'second'))).toEqual({ kind: 'conflict', seq: 2 });
      expect(await log.read(shop, conversation, 1)).toEqual([
        { seq: 2, at: 2000, event: message('m1', 'first').event },
      ]);
    });

    it('makes one row and one debt of 50 parallel copies of a message', async () => {
      await start();
      const results = await Promise.all(Array.from({ length: 50 }, () => receive(message('m1'))));
      expect(results.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
      expect(results.filter(({ kind }) => kind === 'repeated')).toHaveLength(49);
      expect(new Set(results.map((result) => 'seq' in result && result.seq))).toEqual(new Set([2]));
      expect(await log.read(shop, conversation, 1)).toHaveLength(1);
      expect(await owedSeqs()).toEqual([2]);
    });

    it('accepts the same message id in another conversation', async () => {
      await start();
      const second = conversationIdSchema.parse('conversation-2');
      await log.start(shop, second, started, 1000);
      await receive(message('m1'));
      expect(await log.receive(shop, second, message('m1', 'other'), 2000)).toMatchObject({ kind: 'stored' });
    });

    it('takes no message for a conversation that does not exist', async () => {
      expect(await receive(message('m1'))).toEqual({ kind: 'no-conversation' });
      expect(await log.read(shop, conversation, 0)).toEqual([]);
    });

    it('appends all events at the seq they were decided on', async () => {
      await start();
      expect(await append(1, [says('Hello'), handoff])).toEqual({ kind: 'appended', seq: 3 });
      expect(await log.read(shop, conversation, 1)).toEqual([
        { seq: 2, at: 3000, event: says('Hello') },
        { seq: 3, at: 3000, event: handoff },
      ]);
    });

    it('rejects a stale append and writes nothing of it', async () => {
      await start();
      await receive(message('m1'));
      const stale = await log.append(shop, conversation, 1, [says('Too late', [2]), took], {
        at: 3000,
        outbox: [mail('late')],
      });
      expect(stale).toEqual({ kind: 'stale', seq: 2 });
      expect(await append(7, [says('Too early')])).toEqual({ kind: 'stale', seq: 2 });
      expect(await log.read(shop, conversation, 2)).toEqual([]);
      expect(await owedSeqs()).toEqual([2]);
      expect((await rowOf())?.holder).toBe('bot');
      expect(await opened.outbox.pending(10)).toEqual([]);
    });

    it('lets one of two appends at the same seq through', async () => {
      await start();
      const results = await Promise.all([append(1, [says('A')]), append(1, [says('B')])]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['appended', 'stale']);
      expect(await log.read(shop, conversation, 1)).toHaveLength(1);
    });

    it('has nothing to append to where there is no conversation', async () => {
      expect(await append(0, [says('Hello')])).toEqual({ kind: 'stale', seq: 0 });
      expect(await log.read(shop, conversation, 0)).toEqual([]);
    });

    it('owes an answer for each customer message until an event settles it', async () => {
      await start();
      await receive(message('m1'));
      await receive(message('m2'));
      await receive(message('m3'));
      expect(await owedSeqs()).toEqual([2, 3, 4]);
      await append(4, [says('First two', [2, 3])]);
      expect(await owedSeqs()).toEqual([4]);
      await append(5, [{ kind: 'turn-waived', answers: [4] }]);
      expect(await log.owedTurns()).toEqual([]);
    });

    it('lists debts over all shops, oldest first', async () => {
      await start();
      await start(otherShop);
      await log.receive(otherShop, conversation, message('m1'), 9000);
      await receive(message('m1'), 8000);
      expect(await log.owedTurns()).toEqual([
        { shopId: otherShop, conversationId: conversation, seq: 2 },
        { shopId: shop, conversationId: conversation, seq: 2 },
      ]);
    });

    it('owes nothing while an agent holds the conversation, and again after it was given back', async () => {
      await start();
      await append(1, [took]);
      expect(await receive(message('m1'))).toEqual({ kind: 'stored', seq: 3, owed: false });
      await append(3, [gaveBack]);
      expect(await receive(message('m2'))).toEqual({ kind: 'stored', seq: 5, owed: true });
      expect(await owedSeqs()).toEqual([5]);
    });

    it('owes the question of a flow that is given back, until it was asked or waived', async () => {
      await start();
      await append(1, [took]);
      await append(2, [{ kind: 'agent-gave-back', agent, resumes: true }]);
      expect(await owedSeqs()).toEqual([3]);
      expect((await rowOf())?.holder).toBe('bot');
      await receive(message('m1'));
      expect(await owedSeqs()).toEqual([3, 4]);
      await append(4, [{ kind: 'turn-waived', answers: [3] }]);
      expect(await owedSeqs()).toEqual([4]);
    });

    it('owes an answer while the customer waits for a person', async () => {
      await start();
      await append(1, [handoff]);
      expect(await receive(message('m1'))).toMatchObject({ owed: true });
    });

    it('gives a closed conversation back to the bot when the customer writes again, with a debt', async () => {
      await start();
      await append(1, [took, closed]);
      expect((await rowOf())?.holder).toBe('closed');
      expect(await receive(message('m1'))).toEqual({ kind: 'stored', seq: 4, owed: true });
      expect(await rowOf()).toMatchObject({ holder: 'bot', agentId: undefined, seq: 4 });
    });

    it('keeps who answers, which agent, and since when the customer waits', async () => {
      await start();
      await append(1, [handoff], 4000);
      expect(await rowOf()).toMatchObject({ holder: 'waiting', waitingSince: 4000, agentId: undefined });
      await receive(message('m1'), 5000);
      await append(3, [handoff], 6000);
      expect(await rowOf()).toMatchObject({ holder: 'waiting', waitingSince: 4000 });
      await append(4, [took], 7000);
      expect(await rowOf()).toMatchObject({ holder: 'agent', waitingSince: undefined, agentId: 'niamh' });
      await append(5, [gaveBack], 8000);
      expect(await rowOf()).toEqual({
        conversationId: conversation,
        visitorId: visitor,
        holder: 'bot',
        agentId: undefined,
        seq: 6,
        startedAt: 1000,
        lastAt: 8000,
        waitingSince: undefined,
      });
    });

    it('reads exactly the gap after a seq', async () => {
      await start();
      await append(1, [says('2'), says('3'), says('4')]);
      expect((await log.read(shop, conversation, 2)).map(({ seq }) => seq)).toEqual([3, 4]);
      expect(await log.read(shop, conversation, 4)).toEqual([]);
      expect(await log.read(shop, conversation, 99)).toEqual([]);
      expect((await log.read(shop, conversation, 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
    });

    it('knows the visitor of a conversation and the newest conversation of a visitor', async () => {
      await start();
      const second = conversationIdSchema.parse('a-later-one');
      await log.start(shop, second, started, 1000);
      expect(await log.newestOf(shop, visitor)).toBe(second);
      expect(await log.headOf(shop, conversation)).toEqual({ visitorId: visitor, seq: 1, isIdentified: false });
      expect(await log.newestOf(shop, visitorIdSchema.parse('nobody'))).toBeUndefined();
      expect(await log.headOf(shop, conversationIdSchema.parse('nothing'))).toBeUndefined();
    });

    it('remembers that a customer was identified, whatever comes after', async () => {
      await start();
      await append(1, [{ kind: 'identified', customerId: customerIdSchema.parse('customer-1'), proof: 'signed-in' }]);
      await append(2, [says('hello')]);
      expect(await log.headOf(shop, conversation)).toMatchObject({ seq: 3, isIdentified: true });
    });

    it('lists by newest activity, by holder, at most as many as asked for', async () => {
      const ids = ['c1', 'c2', 'c3', 'c4'].map((id) => conversationIdSchema.parse(id));
      for (const [index, id] of ids.entries()) await log.start(shop, id, started, 1000 + index);
      const [first, , third] = ids;
      await log.append(shop, first!, 1, [handoff], { at: 5000 });
      await log.append(shop, third!, 1, [took], { at: 4000 });
      const listed = async (filter: Parameters<ConversationLog['list']>[1]) =>
        (await log.list(shop, filter)).map(({ conversationId }) => conversationId);
      expect(await listed({ limit: 10 })).toEqual(['c1', 'c3', 'c4', 'c2']);
      expect(await listed({ limit: 2 })).toEqual(['c1', 'c3']);
      expect(await listed({ holders: ['waiting'], limit: 10 })).toEqual(['c1']);
      expect(await listed({ holders: ['bot', 'agent'], limit: 2 })).toEqual(['c3', 'c4']);
      expect(await listed({ holders: ['closed'], limit: 10 })).toEqual([]);
    });

    it('keeps shops apart', async () => {
      await start();
      await start(otherShop);
      await receive(message('m1'));
      expect(await log.read(otherShop, conversation, 1)).toEqual([]);
      expect(await log.list(otherShop, { limit: 10 })).toHaveLength(1);
      expect(await log.headOf(shopIdSchema.parse('shop-3'), conversation)).toBeUndefined();
    });

    it('has everything after a restart: events, debts, holder and repeats', async () => {
      await start();
      await receive(message('m1'));
      await append(2, [says('One moment'), handoff], 6000);
      const before = await log.read(shop, conversation, 0);
      const { conversations: later } = await opened.reopen();
      expect(await later.read(shop, conversation, 0)).toEqual(before);
      expect(await owedSeqs(later)).toEqual([2]);
      expect(await rowOf(later)).toMatchObject({ holder: 'waiting', waitingSince: 6000, seq: 4 });
      expect(await later.receive(shop, conversation, message('m1'), 9000)).toEqual({
        kind: 'repeated',
        seq: 2,
        owed: true,
      });
      expect(await later.receive(shop, conversation, message('m2'), 9000)).toMatchObject({ kind: 'stored', seq: 5 });
    });
  });

  describe(`${name}: the outbox`, () => {
    const appendWith = (expectedSeq: number, ids: string[]) =>
      log.append(shop, conversation, expectedSeq, [says('x')], { at: 3000, outbox: ids.map(mail) });

    it('gives what the log wrote in the order it was written, until it is marked', async () => {
      await start();
      await appendWith(1, ['b', 'a']);
      await appendWith(2, ['c']);
      expect(await opened.outbox.pending(2)).toEqual([
        { shopId: shop, message: mail('b') },
        { shopId: shop, message: mail('a') },
      ]);
      await opened.outbox.markSent(['b', 'a', 'unknown']);
      expect(await opened.outbox.pending(10)).toEqual([{ shopId: shop, message: mail('c') }]);
    });

    it('takes an id once, also after it was sent', async () => {
      await start();
      await appendWith(1, ['a', 'a']);
      await opened.outbox.markSent(['a']);
      await appendWith(2, ['a']);
      expect(await opened.outbox.pending(10)).toEqual([]);
    });

    it('still knows after a restart what is sent and what is not', async () => {
      await start();
      await appendWith(1, ['a', 'b']);
      await opened.outbox.markSent(['a']);
      const { outbox: later } = await opened.reopen();
      expect(await later.pending(10)).toEqual([{ shopId: shop, message: mail('b') }]);
    });

    it('holds nothing of an append that failed', async () => {
      await start();
      const ids = Array.from({ length: 20 }, () => randomUUID());
      const results = await Promise.all(ids.map((id) => appendWith(1, [id])));
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      expect(await opened.outbox.pending(100)).toHaveLength(1);
    });
  });
}
