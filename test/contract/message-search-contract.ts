import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import type { ConversationLog } from '../../src/conversation/log/conversation-log.js';
import type { MessageSearch } from '../../src/conversation/log/message-search.js';
import {
  agentIdSchema,
  clientMessageIdSchema,
  conversationIdSchema,
  shopIdSchema,
  visitorIdSchema,
} from '../../src/protocol/ids.js';

export type OpenedSearch = {
  /** The log that the index is over; the two are only connected by what the test does. */
  conversations: ConversationLog;
  search: MessageSearch;
  /** The same store and index as a process that starts now finds them. */
  reopen(): Promise<{ conversations: ConversationLog; search: MessageSearch }>;
  close(): Promise<void>;
};

const shop = shopIdSchema.parse('shop-1');
const otherShop = shopIdSchema.parse('shop-2');
const visitorId = visitorIdSchema.parse('visitor-1');
const agent = { agentId: agentIdSchema.parse('niamh'), name: 'Niamh' };
const PATIENCE = { timeout: 10_000, interval: 5 };

const idOf = (name: string) => conversationIdSchema.parse(name);
const botSays = (text: string): ConversationEvent => ({
  kind: 'bot-said',
  blocks: [{ kind: 'text', text }],
  answers: [],
});
const agentSays = (text: string): ConversationEvent => {
  return { kind: 'agent-said', agent, clientMessageId: clientMessageIdSchema.parse('a-1'), text, answers: [] };
};
const customerSays = (text: string): ConversationEvent => {
  return {
    kind: 'customer-said',
    clientMessageId: clientMessageIdSchema.parse(`c-${text.length}`),
    text,
    redacted: [],
  };
};

/** What every adapter of message search must do. */
export function messageSearchContract(name: string, open: () => Promise<OpenedSearch>): void {
  describe(`${name}: message search`, () => {
    let opened: OpenedSearch;
    let conversations: ConversationLog;
    let search: MessageSearch;
    beforeEach(async () => {
      opened = await open();
      ({ conversations, search } = opened);
    });
    afterEach(() => opened.close());

    /** Writes to the log alone, as a process does that dies before it adds anything to the index. */
    const write = async (conversation: string, events: ConversationEvent[], { at = 1, shopId = shop } = {}) => {
      const started = { kind: 'started', channel: 'widget', visitorId, language: 'en' } as const;
      await conversations.start(shopId, idOf(conversation), started, at);
      const { length } = await conversations.read(shopId, idOf(conversation), 0);
      await conversations.append(shopId, idOf(conversation), length, events, { at });
      return (await conversations.read(shopId, idOf(conversation), 0)).slice(length);
    };
    const written = async (...args: Parameters<typeof write>) => {
      await write(...args);
      await search.catchUp();
    };
    const found = async (query: string, shopId = shop) =>
      (await search.search(shopId, query, { limit: 100 })).map(({ conversationId, seq }) => `${conversationId}:${seq}`);

    it('finds what customer, bot and agent said, with who, when, where and the words', async () => {
      await written('c', [customerSays('My rucksack tore')], { at: 5 });
      await written('c', [botSays('A torn rucksack is covered')], { at: 6 });
      await written('c', [agentSays('A new rucksack is on its way')], { at: 7 });
      const hits = await search.search(shop, 'rucksack', { limit: 10 });
      expect(hits).toMatchObject([
        { conversationId: 'c', seq: 4, at: 7, who: 'agent', snippet: 'A new rucksack is on its way' },
        { conversationId: 'c', seq: 3, at: 6, who: 'bot', snippet: 'A torn rucksack is covered' },
        { conversationId: 'c', seq: 2, at: 5, who: 'customer', snippet: 'My rucksack tore' },
      ]);
    });

    it('finds what was added without being asked to catch up', async () => {
      const events = await write('c', [botSays('the lantern shines')]);
      search.add(shop, idOf('c'), events);
      await vi.waitFor(async () => expect(await found('lantern')).toEqual(['c:2']), PATIENCE);
    });

    it('has a message once, however often it was added', async () => {
      const events = await write('c', [botSays('the lantern shines')]);
      for (let time = 0; time < 3; time++) search.add(shop, idOf('c'), events);
      await search.catchUp();
      await search.catchUp();
      expect(await found('lantern')).toEqual(['c:2']);
    });

    it('finds after a start what the last process wrote and never added', async () => {
      await written('before', [botSays('the lantern shines')]);
      await write('c', [botSays('another lantern')]);
      await write('before', [botSays('a third lantern')], { at: 2 });
      ({ conversations, search } = await opened.reopen());
      await search.catchUp();
      expect((await found('lantern')).sort()).toEqual(['before:2', 'before:3', 'c:2']);
      await written('later', [botSays('a fourth lantern')], { at: 3 });
      expect(await found('lantern')).toHaveLength(4);
    });

    it.each([
      ['退款', '我想申请退款，谢谢'],
      ['款', '我想申请退款，谢谢'],
      ['申请退款', '我想申请退款，谢谢'],
      ['配送', '配送について教えてください'],
      ['คืนเงิน', 'ฉันต้องการคืนเงินค่ะ'],
      ['rückerstattung', 'Wann kommt meine RÜCKERSTATTUNG?'],
      ['remboursé', 'Je veux être REMBOURSE'],
      ['возврат', 'Хочу ВОЗВРАТ денег'],
      ['returning', 'I returned it'],
      ['thanks', 'ok thanks'],
      ['HL-104233', 'where is hl-104233'],
    ])('finds %s in: %s', async (query, text) => {
      await written('c', [botSays('Something else entirely')]);
      await written('c', [customerSays(text)]);
      expect(await found(query)).toEqual(['c:3']);
    });

    it('wants every term of the query', async () => {
      await written('c', [botSays('red lantern'), botSays('blue lantern'), botSays('red boots')]);
      expect(await found('lantern red')).toEqual(['c:2']);
      expect(await found('lantern green')).toEqual([]);
    });

    it('keeps shops apart', async () => {
      await written('c', [botSays('the lantern shines')]);
      await written('c', [botSays('our lantern is better')], { shopId: otherShop });
      expect((await search.search(shop, 'lantern', { limit: 10 })).map(({ snippet }) => snippet)).toEqual([
        'the lantern shines',
      ]);
      expect(await found('better')).toEqual([]);
      expect(await found('lantern', shopIdSchema.parse('shop'))).toEqual([]);
    });

    it('gives every hit once when read page by page, newest first, also where many share a moment', async () => {
      for (let index = 0; index < 25; index++) {
        await write(`c${index % 5}`, [botSays(`lantern number ${index}`)], { at: 10 + Math.floor(index / 10) });
      }
      await search.catchUp();
      const pages = [];
      let before: string | undefined;
      for (;;) {
        const hits = await search.search(shop, 'lantern', { limit: 4, before });
        if (hits.length === 0) break;
        pages.push(...hits);
        before = hits.at(-1)?.cursor;
      }
      expect(new Set(pages.map(({ snippet }) => snippet)).size).toBe(25);
      expect(pages).toHaveLength(25);
      expect(pages.map(({ at }) => at)).toEqual(pages.map(({ at }) => at).sort((a, b) => b - a));
    });

    it('takes what looks like a query language for words', async () => {
      await written('c', [botSays('the lantern shines')]);
      for (const query of [
        '"',
        'lan*',
        'lantern*',
        'a OR lantern',
        'NEAR(lantern shines)',
        'terms:lantern',
        '^lantern',
      ]) {
        await expect(search.search(shop, query, { limit: 10 })).resolves.toEqual(expect.any(Array));
      }
      expect(await found('lan*')).toEqual([]);
      expect(await found('green OR lantern')).toEqual([]);
      expect(await found("lantern' OR 1=1 --")).toEqual([]);
      expect(await found('"lantern"')).toEqual(['c:2']);
      expect(await found('{"$ne":null}')).toEqual([]);
    });

    it.each(['', '   ', '!?', '👍', '\u0000', '\ud800'])('finds nothing by %j', async (query) => {
      await written('c', [botSays('the lantern shines 👍')]);
      expect(await found(query)).toEqual([]);
    });

    it.each(['', 'x', '-1', "1' OR 1=1", '9'.repeat(40)])('refuses %j as a cursor', async (before) => {
      await expect(search.search(shop, 'lantern', { limit: 10, before })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });

    it('shows the words around the match of a long message', async () => {
      const text = `${'before it '.repeat(100)}the lantern shines ${'and after it '.repeat(100)}`;
      await written('c', [botSays(text)]);
      const [hit] = await search.search(shop, 'lantern', { limit: 1 });
      expect(hit?.snippet).toContain('the lantern shines');
      expect(hit?.snippet.length).toBeLessThan(200);
    });

    it('forgets an erased conversation and no other', async () => {
      await written('c', [botSays('the lantern shines')]);
      await written('kept', [botSays('another lantern')]);
      await search.erase(shop, idOf('c'));
      expect(await found('lantern')).toEqual(['kept:2']);
      ({ conversations, search } = await opened.reopen());
      expect(await found('lantern')).toEqual(['kept:2']);
    });

    it('bears a conversation that is erased again or never was', async () => {
      await search.erase(shop, idOf('nobody'));
      await search.erase(shop, idOf('nobody'));
      expect(await found('lantern')).toEqual([]);
    });
  });
}
