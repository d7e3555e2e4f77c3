import { z } from 'zod';
import type { PublicError } from '../errors.js';
import { type ConversationId, clientMessageIdSchema, conversationIdSchema } from './ids.js';
import { languageTag } from './language-tag.js';
import type { LogSlice } from './transcript.js';

/**
 * The widget's socket, namespace `/chat`. The handshake's `auth` is `chatAuthSchema`.
 * Every client event takes one payload and an acknowledgement that always gets a `Result`.
 */
export const CHAT_NAMESPACE = '/chat';

/** Longest message a shopper may send, in UTF-16 code units. */
export const MAX_MESSAGE_LENGTH = 4000;

export const chatAuthSchema = z.object({
  /** From `POST /chat/visitor`; signed by us, names one visitor of one shop. */
  visitorToken: z.string().max(2048),
  /** The shop's JWT for a signed-in customer, if there is one. */
  customerToken: z.string().max(4096).optional(),
});

/** Opens the visitor's conversation (the newest, or a new one) and asks for all after `after`. */
export const openSchema = z.object({
  after: z.number().int().min(0),
  language: z.string().max(35).transform(languageTag).optional(),
});

export const saySchema = z.object({
  conversationId: conversationIdSchema,
  clientMessageId: clientMessageIdSchema,
  text: z.string(),
  /** The `choice` of the quick reply that was pressed, if one was. */
  choice: z.string().max(200).optional(),
});

/** Asks for exactly the gap after `after`. */
export const readSchema = z.object({ conversationId: conversationIdSchema, after: z.number().int().min(0) });

export type Result<T> = { ok: true; value: T } | { ok: false; error: PublicError };
export type Ack<T> = (result: Result<T>) => void;

export type Opened = { conversationId: ConversationId; slice: LogSlice };
/**
 * `seq` is the number the message got in the log; it is durable when this arrives. `slice` shows it to the sender, who
 * gets no `log` of its own for it; empty when the message was here before.
 */
export type Said = { seq: number; slice: LogSlice };

export type ChatClientEvents = {
  open: (payload: z.input<typeof openSchema>, ack: Ack<Opened>) => void;
  say: (payload: z.input<typeof saySchema>, ack: Ack<Said>) => void;
  read: (payload: z.input<typeof readSchema>, ack: Ack<LogSlice>) => void;
};

export type ChatServerEvents = {
  log: (conversationId: ConversationId, slice: LogSlice) => void;
  typing: (conversationId: ConversationId, who: 'bot' | 'agent') => void;
  moving: Moving;
};

/**
 * This process is about to stop: connect anew, which another one answers, at a moment of one's own within `withinMs`,
 * so that not all come at once.
 */
export type Moving = (withinMs: number) => void;

export type Transport = 'websocket' | 'polling';

/** `POST /chat/visitor` */
export const visitorRequestSchema = z.object({
  shopId: z.string().max(64).optional(),
  /** The token of an earlier visit, expired or not: the same visitor is renewed. */
  visitorToken: z.string().max(2048).optional(),
});
export type VisitorResponse = {
  visitorToken: string;
  /** How sockets may reach this address, best first; all where it is not said. */
  transports?: Transport[];
  shop: { name: string; language: string; currency: string; accent: string };
};
