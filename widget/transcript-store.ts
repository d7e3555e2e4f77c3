import { type Joined, joinSlice, type SliceOutcome } from '../src/protocol/join-slice.js';
import type { LogSlice, TranscriptEntry } from '../src/protocol/transcript.js';
import type { PendingMessage } from './outbox.js';

export type Transcript = Joined<TranscriptEntry>;

export const EMPTY_TRANSCRIPT: Transcript = { upTo: 0, entries: [] };

export const applySlice: (transcript: Transcript, slice: LogSlice) => SliceOutcome<TranscriptEntry> = joinSlice;

export type ThreadItem = { kind: 'entry'; entry: TranscriptEntry } | { kind: 'pending'; message: PendingMessage };

/** The log, then what is still on its way. A message that the log already holds is not shown twice. */
export function mergePending(transcript: Transcript, pending: readonly PendingMessage[]): ThreadItem[] {
  const logged = loggedIds(transcript);
  return [
    ...transcript.entries.map((entry): ThreadItem => ({ kind: 'entry', entry })),
    ...pending
      .filter((message) => !logged.has(message.clientMessageId))
      .map((message): ThreadItem => ({ kind: 'pending', message })),
  ];
}

export function loggedIds(transcript: Transcript): Set<string> {
  return new Set(transcript.entries.flatMap((entry) => (entry.kind === 'customer' ? [entry.clientMessageId] : [])));
}
