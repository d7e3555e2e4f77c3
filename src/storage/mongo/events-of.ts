import { conversationEventSchema, type RecordedEvent } from '../../conversation/conversation-event.js';
import { AppError } from '../../errors.js';
import type { Cipher } from '../../privacy/cipher.js';
import type { ShopId } from '../../protocol/ids.js';
import type { CommitPayloads } from './commit-rows.js';

/**
 * The events of a commit, opened.
 * @throws STORE_UNREADABLE
 */
export function eventsOf(cipher: Cipher, shopId: ShopId, commit: CommitPayloads): RecordedEvent[] {
  const { seq: first, at, head, payloads } = commit;
  return payloads.map((payload, index) => {
    const seq = first + index;
    try {
      const event = conversationEventSchema.parse(JSON.parse(cipher.open(shopId, head.visitorId, payload)));
      return { seq, at, event };
    } catch (error) {
      throw new AppError('STORE_UNREADABLE', { cause: error, details: [`Event ${seq} of a conversation`] });
    }
  });
}
