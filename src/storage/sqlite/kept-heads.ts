import type { ConversationRows, StoredHead } from './conversation-rows.js';

/** As many as talk within some minutes on a busy day; the others are read again. */
const LARGEST = 20_000;

/**
 * The same rows, with the heads of the conversations used last kept in memory: every message asks for one, and reading
 * a row costs more than writing the message. Right because this process is the only writer of the file; what a
 * transaction did and undid must be forgotten with `forget`.
 */
export function keepHeads(rows: ConversationRows, largest = LARGEST): ConversationRows & { forget(): void } {
  const byKey = new Map<string, Kept>();
  const byId = new Map<number, Kept>();

  const keep = (key: string, head: StoredHead): StoredHead => {
    const kept = { key, head };
    byKey.set(key, kept);
    byId.set(head.id, kept);
    if (byKey.size > largest) dropOldest();
    return head;
  };

  /** A map goes through its keys in the order they were put in. */
  const dropOldest = () => {
    for (const [key, { head }] of byKey) {
      byKey.delete(key);
      byId.delete(head.id);
      return;
    }
  };

  return {
    ...rows,
    head: (shopId, conversationId) => {
      const key = `${shopId}/${conversationId}`;
      const kept = byKey.get(key);
      if (kept === undefined) {
        const head = rows.head(shopId, conversationId);
        return head && keep(key, head);
      }
      byKey.delete(key);
      byKey.set(key, kept);
      return kept.head;
    },
    newestOf: (shopId, visitorId) => {
      const newest = rows.newestOf(shopId, visitorId);
      if (newest === undefined) return undefined;
      const key = `${shopId}/${newest.conversationId}`;
      return { ...newest, head: byKey.get(key)?.head ?? keep(key, newest.head) };
    },
    insert: (shopId, conversationId, head) => {
      const stored = rows.insert(shopId, conversationId, head);
      return stored && keep(`${shopId}/${conversationId}`, stored);
    },
    update: (head) => {
      rows.update(head);
      const kept = byId.get(head.id);
      if (kept !== undefined) kept.head = head;
    },
    forget: () => {
      byKey.clear();
      byId.clear();
    },
  };
}

type Kept = { key: string; head: StoredHead };
