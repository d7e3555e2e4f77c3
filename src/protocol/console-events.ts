import { z } from 'zod';
import type { Block } from './block.js';
import type { Ack, Moving } from './chat-events.js';
import { MAX_MESSAGE_LENGTH } from './chat-events.js';
import { type AgentId, type ConversationId, clientMessageIdSchema, conversationIdSchema } from './ids.js';
import type { TranscriptEntry } from './transcript.js';

/**
 * The agents' socket, namespace `/console`. The session cookie says who it is. Every client event takes one payload
 * and an acknowledgement that always gets a `Result`.
 */
export const CONSOLE_NAMESPACE = '/console';

export const listSchema = z.object({ filter: z.enum(['waiting', 'mine', 'open', 'closed']) });
const oneConversation = z.object({ conversationId: conversationIdSchema });
export const openConversationSchema = oneConversation;
export const readConversationSchema = oneConversation.extend({ after: z.number().int().min(0) });
export const draftSchema = oneConversation;
export const moveSchema = oneConversation;
export const agentSaySchema = oneConversation.extend({
  clientMessageId: clientMessageIdSchema,
  text: z.string().trim().min(1).max(MAX_MESSAGE_LENGTH),
  /** The last seq on the agent's screen: refused with CONVERSATION_CHANGED when someone else replied since. */
  seen: z.number().int().min(0),
});

export const blockVisitorSchema = oneConversation.extend({ reason: z.string().trim().min(1).max(300) });

export const searchSchema = z.object({
  query: z.string().max(200),
  /** The cursor of the last hit of the page before. */
  before: z.string().max(32).optional(),
});

/** Something that was said. `at` is milliseconds since the epoch; `cursor` is only for asking on. */
export type SearchHit = {
  conversationId: ConversationId;
  seq: number;
  at: number;
  who: 'customer' | 'bot' | 'agent';
  snippet: string;
  cursor: string;
};

/** A line of the list. Times are milliseconds since the epoch. */
export type ConversationLine = {
  conversationId: ConversationId;
  /** The customer's name once proven, else a short name for the visitor. */
  who: string;
  isProven: boolean;
  holder: 'bot' | 'waiting' | 'agent' | 'closed';
  /** Who holds it, while holder is `agent`: the id says whether that is me, names may be shared. */
  agentId: AgentId | undefined;
  agentName: string | undefined;
  /** What the customer wrote last. */
  lastWords: string;
  /** How the customer sounds over the last messages. */
  tone: 'calm' | 'upset' | 'angry';
  isBlocked: boolean;
  /** Title of the last intent the bot was sure of. */
  intent: string | undefined;
  startedAt: number;
  lastAt: number;
  waitingSince: number | undefined;
};

/** What an agent sees of the log: what the shopper sees, and under it what the bot made of each message. */
export type ConsoleEntry =
  | TranscriptEntry
  | {
      seq: number;
      at: number;
      kind: 'reading';
      messageSeq: number;
      intent: string | undefined;
      /** 0..1 */
      probability: number;
      decision: 'confident' | 'ambiguous' | 'unsure' | 'out-of-scope';
      ranking: { title: string; probability: number }[];
      /** What a message of several wishes asks for, in its order; else empty. */
      parts: { title: string; probability: number }[];
      /** Annoyance with the shop, 0..1, where the model tells it. */
      annoyance: number | undefined;
      abuse: 'insult' | 'spam' | undefined;
    }
  | {
      seq: number;
      at: number;
      kind: 'done';
      what:
        | 'identified'
        | 'proof-failed'
        | 'action-requested'
        | 'action-done'
        | 'action-failed'
        | 'handoff'
        | 'rated'
        | 'code-asked'
        | 'code-refused'
        | 'code-unsent'
        | 'restrained'
        | 'visitor-blocked'
        | 'visitor-unblocked';
      text: string;
    };

export type ConsoleSlice = { after: number; upTo: number; entries: ConsoleEntry[]; more?: true };

/** Everything beside the thread: what the bot already knows. */
export type ConversationContext = {
  line: ConversationLine;
  handoff: { reason: string; summary: string; at: number } | undefined;
  customer:
    | {
        name: string;
        email: string;
        phone: string | undefined;
        city: string;
        country: string;
        since: string | undefined;
        proof: string;
      }
    | undefined;
  orders: Extract<Block, { kind: 'order' }>[];
  openQuestion: string | undefined;
};

/** A reply that the agent may take; `facts`: what it rests on, in the shop's words. */
export type DraftedReply = { text: string; facts: string[] };

export type ConsoleOpened = { slice: ConsoleSlice; context: ConversationContext };

export type ConsoleClientEvents = {
  list: (payload: z.input<typeof listSchema>, ack: Ack<{ lines: ConversationLine[]; waiting: number }>) => void;
  open: (payload: z.input<typeof openConversationSchema>, ack: Ack<ConsoleOpened>) => void;
  read: (payload: z.input<typeof readConversationSchema>, ack: Ack<ConsoleSlice>) => void;
  /** Newest first, a page at a time; a page without hits is the last. */
  search: (payload: z.input<typeof searchSchema>, ack: Ack<{ hits: SearchHit[] }>) => void;
  /** Null where nothing that is known answers. NOT_FOUND where the shop has no language model. */
  draft: (payload: z.input<typeof draftSchema>, ack: Ack<DraftedReply | null>) => void;
  take: (payload: z.input<typeof moveSchema>, ack: Ack<null>) => void;
  say: (payload: z.input<typeof agentSaySchema>, ack: Ack<{ seq: number }>) => void;
  'give-back': (payload: z.input<typeof moveSchema>, ack: Ack<null>) => void;
  close: (payload: z.input<typeof moveSchema>, ack: Ack<null>) => void;
  /** The visitor may not write any more, in no conversation, until somebody unblocks them. */
  block: (payload: z.input<typeof blockVisitorSchema>, ack: Ack<null>) => void;
  unblock: (payload: z.input<typeof moveSchema>, ack: Ack<null>) => void;
};

export type ConsoleServerEvents = {
  /** To agents who have the conversation open. */
  log: (conversationId: ConversationId, slice: ConsoleSlice) => void;
  /** To every agent: this line is new or changed. */
  line: (line: ConversationLine) => void;
  moving: Moving;
};

export const signInSchema = z.object({ email: z.string().max(254), password: z.string().max(256) });
/** `GET /console/me` and the answer to `POST /console/sign-in`. */
export type Me = {
  agentId: string;
  name: string;
  role: 'agent' | 'lead' | 'admin';
  shopName: string;
  accent: string;
  /** Whether replies can be drafted here. */
  canDraft: boolean;
};
