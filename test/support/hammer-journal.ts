import { expect } from 'vitest';
import type { RecordedEvent } from '../../src/conversation/conversation-event.js';

type Logs = ReadonlyMap<string, RecordedEvent[]>;

/** What processes that hammer a store said, a line each, and what must therefore be in its logs. */
export class HammerJournal {
  /** By conversation and message; the seq each was acked with. */
  readonly received = new Map<string, number>();
  /** `answered` where the line names it. */
  readonly appended: { conversation: string; seq: number; answered: number }[] = [];
  private readonly tried = new Map<string, [string, string]>();

  get acked(): number {
    return this.received.size + this.appended.length;
  }

  /** Asked for and never acked: stored once or not at all. */
  unknown(): [string, string][] {
    return [...this.tried].filter(([key]) => !this.received.has(key)).map(([, pair]) => pair);
  }

  add(lines: string[]): void {
    for (const line of lines) {
      const [what, conversation = '', second = '', third = ''] = line.split(' ');
      const key = `${conversation} ${second}`;
      if (what === 'try') this.tried.set(key, [conversation, second]);
      if (what === 'appended') this.appended.push({ conversation, seq: Number(second), answered: Number(third) });
      if (what !== 'received') continue;
      // A repeat is acked with the seq of the first.
      expect(this.received.get(key) ?? Number(third)).toBe(Number(third));
      this.received.set(key, Number(third));
    }
  }

  /** Every log without a gap or a message twice, every acked message where it was acked. */
  checkReceived(logs: Logs): void {
    for (const events of logs.values()) {
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      const messages = events.flatMap(({ event }) => (event.kind === 'customer-said' ? [event.clientMessageId] : []));
      expect(new Set(messages).size).toBe(messages.length);
    }
    for (const [key, seq] of this.received) {
      const [name = '', message] = key.split(' ');
      expect(logs.get(name)?.[seq - 1]?.event).toMatchObject({ kind: 'customer-said', clientMessageId: message });
    }
  }
}

/** The seqs of messages that no answer settles. */
export function unanswered(events: RecordedEvent[]): number[] {
  const answered = new Set(events.flatMap(({ event }) => (event.kind === 'bot-said' ? event.answers : [])));
  return events.filter(({ seq, event }) => event.kind === 'customer-said' && !answered.has(seq)).map(({ seq }) => seq);
}
