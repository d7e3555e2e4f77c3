import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headBefore } from '../../../src/conversation/log/log-head.js';
import {
  clientMessageIdSchema,
  conversationIdSchema,
  shopIdSchema,
  visitorIdSchema,
} from '../../../src/protocol/ids.js';
import type { ConversationRows, StoredHead } from '../../../src/storage/sqlite/conversation-rows.js';
import { keepHeads } from '../../../src/storage/sqlite/kept-heads.js';
import { openSqliteFolder } from './sqlite-folder.js';

const shop = shopIdSchema.parse('shop');
const one = conversationIdSchema.parse('one');
const visitorId = visitorIdSchema.parse('v');

/** Rows that count how often they are asked. */
function countedRows() {
  const heads = new Map<string, StoredHead>();
  const rows: ConversationRows & { reads: number } = {
    reads: 0,
    head: (_shop, conversation) => {
      rows.reads++;
      return heads.get(conversation);
    },
    insert: (_shop, conversation, head) => {
      const stored = { ...head, id: heads.size + 1 };
      heads.set(conversation, stored);
      return stored;
    },
    update: () => undefined,
    newestOf: (shopId, visitor) => {
      rows.reads++;
      const found = [...heads].reverse().find(([, head]) => head.visitorId === visitor);
      return found && { shopId, conversationId: conversationIdSchema.parse(found[0]), head: found[1] };
    },
    latest: (limit) =>
      [...heads]
        .slice(-limit)
        .map(([name, head]) => ({ shopId: shop, conversationId: conversationIdSchema.parse(name), head })),
    list: () => [],
  };
  return rows;
}

describe('keepHeads', () => {
  it('reads a head once and gives what was written since', () => {
    const rows = countedRows();
    const kept = keepHeads(rows);
    rows.insert(shop, one, headBefore(visitorId, 1));
    const head = kept.head(shop, one);
    expect(head?.seq).toBe(0);
    if (head !== undefined) kept.update({ ...head, seq: 7 });
    expect(kept.head(shop, one)?.seq).toBe(7);
    expect(rows.reads).toBe(1);
  });

  it('looks again for a conversation that was not there', () => {
    const rows = countedRows();
    const kept = keepHeads(rows);
    expect(kept.head(shop, one)).toBeUndefined();
    rows.insert(shop, one, headBefore(visitorId, 1));
    expect(kept.head(shop, one)).toBeDefined();
  });

  it('lets go of the one that was not used for longest', () => {
    const rows = countedRows();
    const kept = keepHeads(rows, 2);
    const [two, three] = ['two', 'three'].map((name) => conversationIdSchema.parse(name));
    for (const name of [one, two, three]) {
      if (name !== undefined) kept.insert(shop, name, headBefore(visitorId, 1));
      kept.head(shop, one);
    }
    kept.head(shop, one);
    expect(rows.reads).toBe(0);
    if (two !== undefined) kept.head(shop, two);
    expect(rows.reads).toBe(1);
  });

  it('knows from the start who talked last, and whose newest conversation is whose', () => {
    const rows = countedRows();
    const later = conversationIdSchema.parse('later');
    rows.insert(shop, one, headBefore(visitorId, 1));
    rows.insert(shop, later, headBefore(visitorId, 2));
    const kept = keepHeads(rows);
    expect(kept.newestOf(shop, visitorId)?.conversationId).toBe(later);
    expect(kept.head(shop, one)?.lastAt).toBe(1);
    expect(rows.reads).toBe(0);
  });

  it.each([1, 2, 3, 50])('finds the newest conversation of each visitor when it keeps no more than %i', (largest) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 12 }), (steps) => {
        const rows = countedRows();
        const kept = keepHeads(rows, largest);
        for (const [index, [who, isUndone]] of steps.entries()) {
          const visitor = visitorIdSchema.parse(`v${who}`);
          kept.insert(shop, conversationIdSchema.parse(`c${index}`), headBefore(visitor, index));
          if (isUndone) kept.forget();
          for (const each of [0, 1, 2, 3].map((name) => visitorIdSchema.parse(`v${name}`))) {
            expect(kept.newestOf(shop, each)?.conversationId).toBe(rows.newestOf(shop, each)?.conversationId);
          }
        }
      }),
    );
  });

  it('numbers on without a gap after a write that was undone', async () => {
    const { stores, close } = openSqliteFolder();
    const { conversations } = stores;
    await conversations.start(shop, one, { kind: 'started', channel: 'widget', visitorId, language: 'en' }, 1);
    const said = (id: string) => {
      const clientMessageId = clientMessageIdSchema.parse(id);
      const event = { kind: 'customer-said', clientMessageId, text: id, redacted: [] } as const;
      return { clientMessageId, fingerprint: id, event: { ...event, redacted: [] } };
    };
    await conversations.receive(shop, one, said('a'), 2);
    // Both are in one transaction: the second undoes the first, which is then done anew.
    const next = conversations.receive(shop, one, said('b'), 3);
    const undone = conversations.append(shop, one, 3, [said('a').event], { at: 3 });
    await expect(undone).rejects.toMatchObject({ code: 'MESSAGE_ID_REUSED' });
    expect(await next).toEqual({ kind: 'stored', seq: 3, owed: true });
    expect((await conversations.read(shop, one, 0)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await close();
  });
});
