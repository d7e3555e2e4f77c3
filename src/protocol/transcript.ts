import type { Block } from './block.js';
import type { ClientMessageId } from './ids.js';

/**
 * What a shopper sees of the conversation log. Each entry keeps the `seq` of the event it comes from;
 * events a shopper does not see (what was understood, actions) leave no entry but still count in `upTo`.
 * `at` is milliseconds since the epoch.
 */
export type TranscriptEntry = { seq: number; at: number } & (
  | { kind: 'customer'; clientMessageId: ClientMessageId; text: string }
  | { kind: 'bot'; blocks: Block[] }
  | { kind: 'agent'; agentName: string; text: string }
  | { kind: 'notice'; notice: 'waiting-for-agent' | 'agent-joined' | 'bot-resumed' | 'closed'; agentName?: string }
  | { kind: 'erased' }
);

/**
 * A contiguous stretch of the log: everything with `after` < seq <= `upTo`.
 * A reader at `last` applies it when `after` <= last, skipping entries it has, and asks for the gap otherwise.
 * With `more` the log goes on behind `upTo`, and the reader asks on.
 */
export type LogSlice = {
  after: number;
  upTo: number;
  entries: TranscriptEntry[];
  more?: true;
  /** The customer's, as BCP 47 tag, where it changed in this stretch. */
  language?: string;
};
