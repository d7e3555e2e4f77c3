import type { TranscriptEntry } from '../src/protocol/transcript.js';

/** Who answers now. `waiting`: the bot still, until a person takes over. */
export type Speaker = { kind: 'bot' } | { kind: 'waiting' } | { kind: 'agent'; name: string };

/** @param unnamed stands in for an agent who joined without a name */
export function currentSpeaker(entries: readonly TranscriptEntry[], unnamed: string): Speaker {
  return entries.reduce<Speaker>((speaker, entry) => nextSpeaker(speaker, entry, unnamed), { kind: 'bot' });
}

function nextSpeaker(speaker: Speaker, entry: TranscriptEntry, unnamed: string): Speaker {
  if (entry.kind === 'agent') return { kind: 'agent', name: entry.agentName };
  if (entry.kind !== 'notice') return speaker;
  switch (entry.notice) {
    case 'waiting-for-agent':
      return { kind: 'waiting' };
    case 'agent-joined':
      return { kind: 'agent', name: entry.agentName ?? unnamed };
    case 'bot-resumed':
    case 'closed':
      return { kind: 'bot' };
  }
}
