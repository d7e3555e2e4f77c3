import type { LogSlice, TranscriptEntry } from '../protocol/transcript.js';
import type { RecordedEvent } from './conversation-event.js';

/** What a shopper may see of these events, which must be contiguous and follow seq `after`. */
export function toTranscript(after: number, events: RecordedEvent[]): LogSlice {
  const language = events.flatMap(({ event }) => (event.kind === 'language-set' ? [event.language] : [])).at(-1);
  return {
    after,
    upTo: events.at(-1)?.seq ?? after,
    entries: events.flatMap(toEntry),
    ...(language !== undefined && { language }),
  };
}

function toEntry({ seq, at, event }: RecordedEvent): TranscriptEntry[] {
  switch (event.kind) {
    case 'customer-said':
      return [{ seq, at, kind: 'customer', clientMessageId: event.clientMessageId, text: event.text }];
    case 'bot-said':
      return [{ seq, at, kind: 'bot', blocks: event.blocks }];
    case 'agent-said':
      return [{ seq, at, kind: 'agent', agentName: event.agent.name, text: event.text }];
    case 'handoff-requested':
      return [{ seq, at, kind: 'notice', notice: 'waiting-for-agent' }];
    case 'agent-took':
      return [{ seq, at, kind: 'notice', notice: 'agent-joined', agentName: event.agent.name }];
    case 'agent-gave-back':
      return [{ seq, at, kind: 'notice', notice: 'bot-resumed', agentName: event.agent.name }];
    case 'closed':
      return [{ seq, at, kind: 'notice', notice: 'closed' }];
    case 'erased':
      return [{ seq, at, kind: 'erased' }];
    case 'started':
    case 'language-set':
    case 'understood':
    case 'identified':
    case 'code-asked':
    case 'code-refused':
    case 'code-unsent':
    case 'proof-failed':
    case 'order-in-focus':
    case 'asked':
    case 'question-closed':
    case 'flow-started':
    case 'slot-filled':
    case 'slot-cleared':
    case 'flow-agreed':
    case 'flow-step-done':
    case 'flow-ended':
    case 'action-requested':
    case 'action-done':
    case 'action-failed':
    case 'restrained':
    case 'visitor-blocked':
    case 'visitor-unblocked':
    case 'turn-waived':
    case 'rated':
      return [];
  }
}
