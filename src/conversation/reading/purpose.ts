import type { Intent } from '../../understanding/intent-catalog.js';
import type { FlowFrame } from '../flow/flow-frame.js';

/** What a message is for, read in the light of what the bot was waiting for. */
export type Purpose =
  /** `flow`: the one that was offered, whatever it is agreed to with. */
  | { kind: 'serve'; intent: Intent; orderNumber: string | undefined; flow?: string }
  | InFlow
  /** Gave, or was asked for, a proof of who they are; `intent` is what they came for. */
  | { kind: 'prove'; intent: Intent; orderNumber: string | undefined }
  /** Says how it was, or what could have been better. */
  | { kind: 'rate'; value: number }
  | { kind: 'rating-comment'; value: number; isDeclined: boolean }
  /** Asks back about what was refused: "why not?" */
  | { kind: 'why-refused'; reason: string }
  | { kind: 'ambiguous'; intents: [Intent, Intent] }
  | { kind: 'unsure' }
  | { kind: 'out-of-scope' };

/** Said while a flow is under way. */
export type InFlow = {
  kind: 'in-flow';
  frame: FlowFrame;
  /** To a confirmation. */
  answer: 'yes' | 'no' | undefined;
  /** Wants to leave the flow. */
  isDropped: boolean;
  /** What else it surely asks for. */
  other: Intent | undefined;
  orderNumber: string | undefined;
  /** Rather an answer than a new wish, if it can be read as one. */
  isLikelyAnswer: boolean;
};

/** What is asked for, besides a flow under way. */
export function wishOf(purpose: Purpose): Intent | undefined {
  if (purpose.kind === 'in-flow') return purpose.other;
  return purpose.kind === 'serve' || purpose.kind === 'prove' ? purpose.intent : undefined;
}
