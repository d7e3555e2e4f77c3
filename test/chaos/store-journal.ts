import { expect } from 'vitest';
import type { RecordedEvent } from '../../src/conversation/conversation-event.js';
import { conversationIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import type { SqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';

const shopId = shopIdSchema.parse('shop');

/** What the lives of `hammer-log.ts` said, and what must therefore be in the store. */
export class StoreJournal {
  private readonly tried = new Map<string, [string, string]>();
  /** By conversation and message; the seq each was acked with. */
  private readonly received = new Map<string, number>();
  private readonly appended: { conversation: string; seq: number }[] = [];

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
      if (what === 'appended') this.appended.push({ conversation, seq: Number(second) });
      if (what !== 'received') continue;
      // A repeat is acked with the seq of the first.
      expect(this.received.get(key) ?? Number(third)).toBe(Number(third));
      this.received.set(key, Number(third));
    }
  }

  async check({ conversations, outbox }: SqliteStores): Promise<void> {
    const logs = new Map<string, RecordedEvent[]>();
    for (const name of ['c0', 'c1', 'c2', 'c3']) {
      logs.set(name, await conversations.read(shopId, conversationIdSchema.parse(name), 0));
    }
    const owed = await conversations.owedTurns();
    for (const [name, events] of logs) {
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      const messages = events.flatMap(({ event }) => (event.kind === 'customer-said' ? [event.clientMessageId] : []));
      expect(new Set(messages).size).toBe(messages.length);
      const mine = owed.filter(({ conversationId }) => conversationId === name).map(({ seq }) => seq);
      expect(mine).toEqual(unanswered(events));
    }
    for (const [key, seq] of this.received) {
      const [name = '', message] = key.split(' ');
      expect(logs.get(name)?.[seq - 1]?.event).toMatchObject({ kind: 'customer-said', clientMessageId: message });
    }
    for (const { conversation, seq } of this.appended) {
      expect(logs.get(conversation)?.[seq - 1]?.event).toMatchObject({ kind: 'bot-said', answers: [seq - 1] });
    }
    const answers = [...logs.values()].flat().filter(({ event }) => event.kind === 'bot-said');
    expect(await outbox.pending(1_000_000)).toHaveLength(answers.length);
  }
}

function unanswered(events: RecordedEvent[]): number[] {
  const answered = new Set(events.flatMap(({ event }) => (event.kind === 'bot-said' ? event.answers : [])));
  return events.filter(({ seq, event }) => event.kind === 'customer-said' && !answered.has(seq)).map(({ seq }) => seq);
}
