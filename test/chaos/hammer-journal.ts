import type { RecordedEvent } from '../../src/conversation/conversation-event.js';
import { type Call, checkHistory, type Fault } from './checker.js';
import { Clock, Journal } from './journal.js';
import { toWholeEntry } from './read-store.js';

export type Logs = ReadonlyMap<string, RecordedEvent[]>;

/** What processes that hammer a store said, a line each. */
export class HammerJournal {
  /** `answered` where the line names it. */
  readonly appended: { conversation: string; seq: number; answered: number }[] = [];
  private readonly clock = new Clock();
  /** One for each writer, who sends one message after the other. */
  private readonly journals = new Map<string, Journal>();

  get received(): number {
    return this.calls().filter(({ outcome }) => outcome.kind === 'ok').length;
  }

  get acked(): number {
    return this.received + this.appended.length;
  }

  /** Asked for and never acked: stored once or not at all. */
  unknown(): [string, string][] {
    return [...this.journals.values()]
      .flatMap((journal) => journal.unknown())
      .map(({ conversation, message }) => [conversation, message]);
  }

  add(lines: string[]): void {
    for (const line of lines) {
      const [what, conversation = '', second = '', third = ''] = line.split(' ');
      if (what === 'try') this.journalOf(conversation, second).invoked(conversation, second);
      if (what === 'received') this.journalOf(conversation, second).acked(second, Number(third));
      if (what === 'appended') this.appended.push({ conversation, seq: Number(second), answered: Number(third) });
    }
  }

  /** What the logs as they lie in the store break of what was said. */
  faults(logs: Logs): Fault[] {
    const readers = [...logs].map(([conversation, events]) => ({
      name: 'the store',
      conversation,
      upTo: events.at(-1)?.seq ?? 0,
      seesAllFrom: 1,
      entries: events.map(toWholeEntry),
    }));
    return checkHistory({ calls: this.calls(), readers });
  }

  private calls(): Call[] {
    return [...this.journals.values()].flatMap((journal) => journal.calls());
  }

  private journalOf(conversation: string, message: string): Journal {
    const writer = `${conversation} ${message.slice(0, message.lastIndexOf('-'))}`;
    const journal = this.journals.get(writer) ?? new Journal(writer, this.clock);
    this.journals.set(writer, journal);
    return journal;
  }
}

/** The seqs of messages that no answer settles. */
export function unanswered(events: RecordedEvent[]): number[] {
  const answered = new Set(events.flatMap(({ event }) => (event.kind === 'bot-said' ? event.answers : [])));
  return events.filter(({ seq, event }) => event.kind === 'customer-said' && !answered.has(seq)).map(({ seq }) => seq);
}
