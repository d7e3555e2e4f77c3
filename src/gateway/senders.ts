import type { Said } from '../protocol/chat-events.js';
import type { ClientMessageId, ConversationId } from '../protocol/ids.js';
import type { LogSlice } from '../protocol/transcript.js';

type Message = { conversationId: ConversationId; clientMessageId: ClientMessageId };

/**
 * Which socket waits for the acknowledgement of which message. The acknowledgement carries what the message made of the
 * log, so that its sender needs no second frame to see it: half of all frames while shoppers write.
 */
export type Senders = {
  /** Runs `receive` for a message that came over this socket. */
  receiveFrom(socketId: string, message: Message, receive: () => Promise<{ seq: number }>): Promise<Said>;
  /** The socket whose acknowledgement will carry this slice; the others must be told. */
  takerOf(conversationId: ConversationId, slice: LogSlice): string | undefined;
};

export function createSenders(): Senders {
  const waiting = new Map<string, Sender>();
  return {
    receiveFrom: async (socketId, { conversationId, clientMessageId }, receive) => {
      const key = `${conversationId}/${clientMessageId}`;
      const sender: Sender = { socketId, slice: undefined };
      waiting.set(key, sender);
      try {
        const { seq } = await receive();
        // A repeat makes nothing; whoever has not seen the first asks for it.
        return { seq, slice: sender.slice ?? { after: seq, upTo: seq, entries: [] } };
      } finally {
        if (waiting.get(key) === sender) waiting.delete(key);
      }
    },
    takerOf: (conversationId, slice) => {
      const [entry] = slice.entries;
      if (entry?.kind !== 'customer') return undefined;
      const sender = waiting.get(`${conversationId}/${entry.clientMessageId}`);
      if (sender === undefined) return undefined;
      sender.slice = slice;
      return sender.socketId;
    },
  };
}

type Sender = { socketId: string; slice: LogSlice | undefined };
