import type { ConversationId, ShopId } from '../../protocol/ids.js';
import type { ConversationEvent, RecordedEvent } from '../conversation-event.js';
import type { ConversationLog } from './conversation-log.js';

/** Something was added to a conversation: events with seq > `after`, contiguous. */
export type Change = {
  shopId: ShopId;
  conversationId: ConversationId;
  after: number;
  events: RecordedEvent[];
  /** Something is to be sent because of it. */
  hasOutbox: boolean;
};

/** Port: told of every change once it is durable. Must not throw; only makes delivery quick, the log is the truth. */
export type ChangeListener = (change: Change) => void;

/** The same log, telling `listener` of what was added. */
export function publishAppends(log: ConversationLog, listener: ChangeListener): ConversationLog {
  return {
    ...log,
    start: async (shopId, conversationId, started, at) => {
      await log.start(shopId, conversationId, started, at);
      listener({ shopId, conversationId, after: 0, events: [{ seq: 1, at, event: started }], hasOutbox: false });
    },
    receive: async (shopId, conversationId, message, at) => {
      const received = await log.receive(shopId, conversationId, message, at);
      if (received.kind === 'stored') {
        const event = { seq: received.seq, at, event: message.event };
        listener({ shopId, conversationId, after: received.seq - 1, events: [event], hasOutbox: false });
      }
      return received;
    },
    append: async (shopId, conversationId, expectedSeq, events, options) => {
      const appended = await log.append(shopId, conversationId, expectedSeq, events, options);
      if (appended.kind === 'appended') {
        const hasOutbox = (options.outbox ?? []).length > 0;
        const added = numbered(expectedSeq, events, options.at);
        listener({ shopId, conversationId, after: expectedSeq, events: added, hasOutbox });
      }
      return appended;
    },
  };
}

function numbered(after: number, events: ConversationEvent[], at: number): RecordedEvent[] {
  return events.map((event, index) => ({ seq: after + 1 + index, at, event }));
}
