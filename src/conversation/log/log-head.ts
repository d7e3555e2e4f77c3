import type { VisitorId } from '../../protocol/ids.js';
import type { ConversationEvent } from '../conversation-event.js';
import { type Holder, holderAfter } from './conversation-log.js';

/** What an adapter of the log keeps beside the events, so that numbering and lists need not read them. */
export type LogHead = {
  visitorId: VisitorId;
  holder: Holder;
  /** Set while holder is `agent`. */
  agentId: string | undefined;
  /** Number of the newest event; 0 before the first. */
  seq: number;
  /** Milliseconds since the epoch, as is `waitingSince`. */
  lastAt: number;
  waitingSince: number | undefined;
  /** Whether a customer was ever identified in it; true as well where nobody wrote that down. */
  isIdentified: boolean;
};

export function headBefore(visitorId: VisitorId, at: number): LogHead {
  return {
    visitorId,
    holder: 'bot',
    agentId: undefined,
    seq: 0,
    lastAt: at,
    waitingSince: undefined,
    isIdentified: false,
  };
}

/** The head after one more event, which gets its `seq`. */
export function headAfter(head: LogHead, event: ConversationEvent, at: number): LogHead {
  const holder = holderAfter(head.holder, event);
  return {
    visitorId: head.visitorId,
    holder,
    agentId: holder === 'agent' ? (event.kind === 'agent-took' ? event.agent.agentId : head.agentId) : undefined,
    seq: head.seq + 1,
    lastAt: at,
    waitingSince: holder === 'waiting' ? (head.waitingSince ?? at) : undefined,
    isIdentified: head.isIdentified || event.kind === 'identified',
  };
}

/** Whether `event`, arriving at `head`, must be answered: a customer message no agent holds, or a flow that is given back. */
export function owesAnswer(head: LogHead, event: ConversationEvent): boolean {
  if (event.kind === 'agent-gave-back') return event.resumes === true;
  return event.kind === 'customer-said' && head.holder !== 'agent';
}
