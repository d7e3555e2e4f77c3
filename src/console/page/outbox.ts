import type { ConversationId } from '../../protocol/ids.js';
import type { Kept } from './kept.js';
import { type PendingReply, type ReplyOutcome, ReplyQueue } from './reply-queue.js';

type Parts = {
  kept: Kept;
  send(conversationId: ConversationId, reply: PendingReply): Promise<ReplyOutcome>;
  /** @param seen what was on the screen when the first of the returned texts was written */
  giveBack(conversationId: ConversationId, text: string, seen: number): void;
  onChange(): void;
};

/** The replies under way, one queue per conversation: leaving a conversation does not stop what was sent in it. */
export class Outbox {
  private readonly parts: Parts;
  private readonly queues = new Map<string, ReplyQueue>();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  queueOf(conversationId: ConversationId): ReplyQueue {
    const known = this.queues.get(conversationId);
    if (known !== undefined) return known;
    const { kept, send, giveBack, onChange } = this.parts;
    const queue = new ReplyQueue({
      kept: kept.replies(conversationId),
      keep: (replies) => {
        kept.keepReplies(conversationId, replies);
        onChange();
      },
      send: (reply) => send(conversationId, reply),
      giveBack: (text, seen) => giveBack(conversationId, text, seen),
      newId: () => crypto.randomUUID(),
      now: () => Date.now(),
    });
    this.queues.set(conversationId, queue);
    return queue;
  }

  /** Sends what waits, also what an earlier page left unsent. */
  flush(): void {
    for (const id of this.parts.kept.unsent()) this.queueOf(id as ConversationId);
    for (const queue of this.queues.values()) void queue.flush();
  }
}
