import type { ConversationId, ShopId } from '../../protocol/ids.js';
import type { ConversationRows, Placed, StoredHead } from './conversation-rows.js';

/** As many as talk within some minutes on a busy day; the others are read again. */
const LARGEST = 20_000;

/**
 * The same rows, with the heads of the conversations used last kept in memory, those made last from the start: every
 * message asks for one, and so does every browser that comes back after a restart, all at once; reading a row costs more
 * than writing the message. Right because this process is the only writer of the file; what a transaction did and undid
 * must be forgotten with `forget`.
 */
export function keepHeads(rows: ConversationRows, largest = LARGEST): ConversationRows & { forget(): void } {
  const byKey = new Map<string, Placed>();
  const byId = new Map<number, Placed>();
  /** The newest conversation of each visitor, as far as it is among the kept. */
  const newest = new Map<string, Placed>();

  const keep = (placed: Placed): Placed => {
    byKey.set(keyOf(placed.shopId, placed.conversationId), placed);
    byId.set(placed.head.id, placed);
    if (byKey.size > largest) dropOldest();
    return placed;
  };

  const keepNewest = (placed: Placed): Placed => {
    const kept = byId.get(placed.head.id) ?? keep(placed);
    newest.set(visitorOf(kept), kept);
    return kept;
  };

  /** A map goes through its keys in the order they were put in. */
  const dropOldest = () => {
    for (const [key, kept] of byKey) {
      byKey.delete(key);
      byId.delete(kept.head.id);
      if (newest.get(visitorOf(kept)) === kept) newest.delete(visitorOf(kept));
      return;
    }
  };

  for (const placed of rows.latest(largest)) keepNewest(placed);
  return {
    ...rows,
    head: (shopId, conversationId) => {
      const key = keyOf(shopId, conversationId);
      const kept = byKey.get(key);
      if (kept === undefined) {
        const head = rows.head(shopId, conversationId);
        return head && keep({ shopId, conversationId, head }).head;
      }
      byKey.delete(key);
      byKey.set(key, kept);
      return kept.head;
    },
    newestOf: (shopId, visitorId) => {
      const kept = newest.get(keyOf(shopId, visitorId));
      if (kept !== undefined) return kept;
      const found = rows.newestOf(shopId, visitorId);
      return found && keepNewest(found);
    },
    insert: (shopId, conversationId, head) => {
      const stored = rows.insert(shopId, conversationId, head);
      return stored && keepNewest({ shopId, conversationId, head: stored }).head;
    },
    update: (head) => {
      rows.update(head);
      const kept = byId.get(head.id);
      if (kept !== undefined) kept.head = head;
    },
    forget: () => {
      byKey.clear();
      byId.clear();
      newest.clear();
    },
  };
}

function visitorOf({ shopId, head }: Placed): string {
  return keyOf(shopId, head.visitorId);
}

function keyOf(shopId: ShopId, id: ConversationId | StoredHead['visitorId']): string {
  return `${shopId}/${id}`;
}
