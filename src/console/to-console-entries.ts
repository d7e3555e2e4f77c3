import type { ConversationEvent, RecordedEvent } from '../conversation/conversation-event.js';
import { toTranscript } from '../conversation/to-transcript.js';
import type { ConsoleEntry, ConsoleSlice } from '../protocol/console-events.js';
import type { IntentScore } from '../understanding/understanding.js';
import {
  AGENT_TEXTS,
  actionInWords,
  type IntentTitle,
  intentInWords,
  proofInWords,
  refusalInWords,
} from './agent-texts.js';

type Done = Extract<ConsoleEntry, { kind: 'done' }>['what'];

/** What an agent may see of these events, which must be contiguous and follow seq `after`. At most one entry each. */
export function toConsoleEntries(after: number, events: RecordedEvent[], titleOf: IntentTitle): ConsoleSlice {
  return {
    after,
    upTo: events.at(-1)?.seq ?? after,
    entries: events.flatMap((recorded) => toEntries(recorded, titleOf)),
  };
}

function toEntries(recorded: RecordedEvent, titleOf: IntentTitle): ConsoleEntry[] {
  const { seq, at, event } = recorded;
  const done = (what: Done, text: string): ConsoleEntry[] => [{ seq, at, kind: 'done', what, text }];
  switch (event.kind) {
    case 'understood':
      return [{ seq, at, ...readingOf(event, titleOf) }];
    case 'identified':
      return done('identified', AGENT_TEXTS.identified(AGENT_TEXTS.proof[event.proof]));
    case 'proof-failed':
      return done('proof-failed', AGENT_TEXTS.proofFailed(proofInWords(event.proof)));
    case 'action-requested':
      return done('action-requested', AGENT_TEXTS.actionRequested(actionInWords(event.action)));
    case 'action-done':
      return done('action-done', AGENT_TEXTS.actionDone);
    case 'action-failed':
      return done('action-failed', AGENT_TEXTS.actionFailed(refusalInWords(event.reason)));
    case 'code-asked':
      return done('code-asked', AGENT_TEXTS.codeAsked(event.customerId !== undefined));
    case 'code-refused':
      return done('code-refused', AGENT_TEXTS.codeRefused);
    case 'code-unsent':
      return done('code-unsent', AGENT_TEXTS.codeUnsent);
    case 'restrained':
      return done('restrained', AGENT_TEXTS.restrained(event.everyMs && event.everyMs / 1000));
    case 'visitor-blocked':
      return done('visitor-blocked', AGENT_TEXTS.blocked(event.agent.name, event.reason));
    case 'visitor-unblocked':
      return done('visitor-unblocked', AGENT_TEXTS.unblocked(event.agent.name));
    case 'rated':
      return done('rated', AGENT_TEXTS.rated(event.value, event.commentSeq !== undefined));
    case 'handoff-requested':
      return done('handoff', AGENT_TEXTS.handedOver(AGENT_TEXTS.handoff[event.reason]));
    default:
      return toTranscript(seq - 1, [recorded]).entries;
  }
}

function readingOf(
  { messageSeq, decision, ranking, parts, sentiment, abuse }: Extract<ConversationEvent, { kind: 'understood' }>,
  titleOf: IntentTitle,
) {
  const isSure = decision.kind === 'confident';
  const inWords = ({ intent, probability }: IntentScore) => ({ title: intentInWords(intent, titleOf), probability });
  return {
    kind: 'reading' as const,
    messageSeq,
    intent: isSure ? intentInWords(decision.intent, titleOf) : undefined,
    probability: isSure ? decision.probability : (ranking[0]?.probability ?? 0),
    decision: decision.kind,
    ranking: ranking.map(inWords),
    parts: parts.map(inWords),
    annoyance: sentiment?.frustration,
    abuse,
  };
}
